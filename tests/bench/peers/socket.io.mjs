// socket.io: what one screen emits, everybody is sent. WebSocket alone, no compression.
import { createServer } from 'node:http';

import { Server } from 'socket.io';

import { listening } from './listening.mjs';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
io.on('connection', (socket) => socket.on('u', (frame) => io.emit('u', frame)));
http.listen(0, '127.0.0.1', () => listening(http.address().port));
