// Hocuspocus: one Yjs document, kept in memory.
import { Server } from '@hocuspocus/server';

import { listening } from './listening.mjs';

const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false });
await server.listen();
listening(server.address.port);
