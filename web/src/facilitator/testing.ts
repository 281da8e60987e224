import { createStore } from '../store/index.ts'
import { definitionOf, snapshot, TestClock, testShelf, TestSocket } from '../store/testing.ts'
import { createDesk, type Desk } from './desk.ts'

/** Opens a facilitator's desk on the board of `snapshot`, and the socket that the server speaks by. */
export function openDesk(): { desk: Desk; socket: TestSocket } {
  const socket = new TestSocket()
  const store = createStore({
    clock: new TestClock(),
    openSocket: () => socket as never,
    openShelf: async () => testShelf(),
  })
  store.board.load(snapshot())
  store.start({ token: 'AAAA' })
  return { desk: createDesk(store, definitionOf(['govan']), 'AAAA'), socket }
}
