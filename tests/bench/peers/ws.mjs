// `ws`: what one screen says, everybody on its board is sent. With a number as its argument, each
// newcomer is sent a board with so many stickers, as pages that know no snapshots do it.
import { WebSocketServer } from 'ws';

import { listening } from './listening.mjs';

const stickers = Array.from({ length: Number(process.argv[2] ?? 0) }, (_, nth) => ({
  t: 'sticker',
  seq: nth + 1,
  kind: 'lived',
  area: 'red-road',
  at: [-420790 - (nth % 997), 5588100 + (nth % 991)],
  note: null,
}));

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () => listening(server.address().port));
server.on('connection', (socket) => {
  if (stickers.length > 0) socket.send(JSON.stringify({ t: 'board', stickers }));
  socket.on('message', (data) => {
    const text = data.toString();
    for (const client of server.clients) client.send(text);
  });
  socket.on('error', () => socket.terminate());
});
