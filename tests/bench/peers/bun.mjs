// bun (uWebSockets): what one screen says, everybody on its board is sent.
import { listening } from './listening.mjs';

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request, server) {
    const board = new URL(request.url).pathname;
    if (server.upgrade(request, { data: { board } })) return undefined;
    return new Response('WebSockets only', { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    open(socket) {
      socket.subscribe(socket.data.board);
    },
    message(socket, text) {
      server.publish(socket.data.board, text);
    },
  },
});
listening(server.port);
