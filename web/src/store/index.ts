/**
 * The store: one page's view of one board. No framework; every value is a signal.
 *
 * ```ts
 * const store = createStore()
 * store.start({ token })               // display, facilitator: the token from the link's fragment
 * // A phone first shows the board with its join code, and starts once somebody has joined:
 * await store.peek(code)
 * const me = await join(code, 'room')  // or comeBack(code, words, here), or recall(code)
 * if (me.ok) store.start(me.value)
 *
 * store.definition.value               // areas, legend, questions, base map (undefined at first)
 * store.status.value.is                // connecting | live | away | stopped
 * store.board.counts.value             // { total, kinds: Map, areas: Map of Map }
 * store.board.finders.value            // open, revealed, tally as this audience may see them
 * store.board.watch({ onAdded, onRemoved })  // stickers in batches, for a map; all of them first
 * store.presence.value, store.welcome.value  // people connected; role, join code and address
 *
 * const id = store.do({ do: 'set_locked', locked: true })  // kept until the server has it
 * store.onOutcome((outcome) => …)      // saved, or refused with a code and words
 * store.say({ t: 'hand', up: true })  // asides: gone if there is no connection just now
 * store.unsaved.value                  // 'Not saved yet (n)'
 * store.card.value                     // participants: my stickers and answers, with what waits
 * ```
 */
export {
  type Failure,
  getBoard,
  getDefinition,
  getLinks,
  makeBoard,
  makeWords,
  qrAddress,
  type Result,
} from './api.ts'
export type { Board, BoardWatcher } from './board.ts'
export type { MyAnswer, MyCard, MySticker } from './card.ts'
export type { Status } from './connection.ts'
export type { Counts } from './counts.ts'
export {
  comeBack,
  forget,
  hasPeople,
  type Identity,
  isKiosk,
  join,
  joinAnother,
  readCode,
  recall,
  remember,
} from './identity.ts'
export { readLocal, writeLocal } from './local.ts'
export type { Outcome } from './outbox.ts'
export { type Aside, createStore, type Hand, type Placing, type Store } from './session.ts'
