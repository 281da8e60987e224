import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { WireFault } from '../wire/check.ts'
import { fnv1a } from '../wire/digest.ts'
import {
  type Activity,
  type Card,
  type Command,
  type Definition,
  type Finder,
  type FinderView,
  type Here,
  type Later,
  type Presence,
  PROTOCOL,
  type Role,
  type ClientMessage,
  type ServerMessage,
  type Signs,
  type Snapshot,
  type Truth,
} from '../wire/types.ts'
import type { Failure, Result } from './api.ts'
import { type Board, createBoard } from './board.ts'
import { changeCard, emptyCard, type MyCard, withPending } from './card.ts'
import { browserClock, type Clock, nothing } from './clock.ts'
import { type Connection, connect, onWake, type Socket, type Status } from './connection.ts'
import { createLoader } from './loader.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { openShelf, type Shelf } from './shelf.ts'

/** What the server said about this connection. */
export type Welcome = { role: Role; joinCode: string; joinUrl: string }

/** What is neither a command nor of the connection itself. */
export type Aside = Extract<ClientMessage, { t: 'doing' | 'hand' | 'show' | 'lower_hand' }>

/** One page's view of one board. */
/** Whether stickers can be put: paused by the facilitator, or no activity for them is open. */
export type Placing = 'open' | 'paused' | 'closed' | 'ended'

export type Store = {
  readonly board: Board
  /** The words, places and legend; undefined until fetched. */
  readonly definition: ReadonlySignal<Definition | undefined>
  /** The questions, and what one sees of the sketch map from close by; fetched after the rest. */
  readonly later: ReadonlySignal<Later | undefined>
  /** Has `later` fetched now, for a screen that shows it. */
  complete(): void
  /** Every question that this page knows the words of: the definition's, then those written here. */
  readonly finders: ReadonlySignal<readonly Finder[]>
  /** The activity that the board is in, if it has an agenda. */
  readonly activity: ReadonlySignal<Activity | undefined>
  /** Whether stickers can be put and changed, as the board stands. */
  readonly placing: ReadonlySignal<Placing>
  /** Gives the time by the server's clock, in milliseconds since 1970. */
  serverNow(): number
  /** Where this person takes part from. */
  here(): Here
  /** Takes part from somewhere else from now on: comes back at once, and says so. */
  moveTo(here: Here): void
  readonly status: ReadonlySignal<Status>
  readonly welcome: ReadonlySignal<Welcome | undefined>
  readonly presence: ReadonlySignal<Presence | undefined>
  /** Hands that are up, and signs so far; undefined until welcomed. */
  readonly signs: ReadonlySignal<Signs | undefined>
  /** Facilitators: how the session stands. */
  readonly truth: ReadonlySignal<Truth | undefined>
  /** Everything I put in, confirmed and waiting. */
  readonly card: ReadonlySignal<MyCard>
  /** My commands that the server has not acked; none before `start`. */
  readonly waiting: Outbox['waiting']
  /** How many are 'not saved yet': 0 while all goes at its usual pace. */
  readonly unsaved: ReadonlySignal<number>
  /** The server says that it cannot store anything just now. */
  readonly notStoring: ReadonlySignal<boolean>
  /** False: what waits is lost when the page is closed ('keep this page open'). */
  readonly safe: ReadonlySignal<boolean>
  /** Why the board could not be fetched, until it could. */
  readonly failure: ReadonlySignal<Failure | undefined>
  /** Fetches board and definition with a join code or token, before `start`. */
  peek(bearer: string): Promise<Result<Snapshot>>
  /** Connects as whoever has the token, and stays connected until `leave` or `close`. */
  start(who: { token: string; here?: Here }, hand?: Hand): void
  /** Ends as this person; what of theirs still waits is for whoever takes it. The board stays. */
  leave(): Hand | undefined
  /** Keeps a command until the server has it; gives its id. After `start` only. */
  do(command: Command): string
  /** Says something that is gone if there is no connection just now: a hand, a sign. */
  say(message: Aside): void
  /** Calls back when a command was saved or refused, until the function it gives is called. */
  onOutcome(listener: (outcome: Outcome) => void): () => void
  close(): void
}

/** What one person has that is not on the board yet, and their card as far as it is known. */
export type Hand = {
  outbox: Outbox
  card: Card
  /** Acked, but not yet told of by `own`: so that nothing blinks between the two. */
  settling: readonly Settling[]
}

/** An acked command. */
export type Settling = { id: string; command: Command; rev: number }

/** Names somebody's outbox. Storage outlives the page, on a borrowed laptop too: it never learns the token itself. */
export const ownerOf = (token: string): string => fnv1a(token).toString(16)

/** `own` follows its ack within this time, or not at all; in milliseconds. */
const SETTLE_MS = 2000

/** What tests bring of their own. */
export type StoreParts = {
  clock: Clock
  openSocket: () => Socket
  openShelf: (owner: string) => Promise<Shelf>
}

/** Makes a store. See the head of `index.ts` for its use. */
export function createStore(parts: Partial<StoreParts> = {}): Store {
  const { clock = browserClock, openSocket = browserSocket } = parts
  const board = createBoard()
  const loader = createLoader(board, clock)
  const welcome = signal<Welcome | undefined>(undefined)
  const presence = signal<Presence | undefined>(undefined)
  const signs = signal<Signs | undefined>(undefined)
  const truth = signal<Truth | undefined>(undefined)
  const confirmed = signal<Card>(emptyCard)
  const settling = signal<readonly Settling[]>([])
  const outbox = signal<Outbox | undefined>(undefined)
  const connection = signal<Connection | undefined>(undefined)
  const listeners = new Set<(outcome: Outcome) => void>()
  let bearer = ''
  /** How far the server's clock is ahead of this one, in milliseconds. */
  let ahead = 0
  const here = signal<Here>('room')
  let ownRev = 0
  let greetings = 0
  let stale = false
  let aheadAt = -1
  let unwatch = nothing

  function peek(as: string): Promise<Result<Snapshot>> {
    bearer = as
    return loader.load(bearer)
  }

  async function resume(): Promise<void> {
    const asked = greetings
    const got = await loader.load(bearer)
    const now = board.at.peek()
    // The connection that asked may be gone; the next one has asked for itself.
    if (asked !== greetings) return
    if (got.ok && now) connection.peek()?.send({ t: 'resume', epoch: now.epoch, rev: now.rev })
    else connection.peek()?.fail()
  }

  /** What I have is wrong or out of date: say hello as one who has nothing. */
  function startOver(): void {
    stale = true
    connection.peek()?.replace()
  }

  function onMessage(message: ServerMessage): void {
    switch (message.t) {
      case 'welcome': {
        welcome.value = {
          role: message.role,
          joinCode: message.join_code,
          joinUrl: message.join_url,
        }
        ahead = message.server_ms - clock.now()
        presence.value = message.presence
        signs.value = message.signs
        confirmed.value = message.card ?? emptyCard
        settling.value = []
        ownRev = message.rev
        greetings += 1
        stale = false
        if (message.resume === 'snapshot') void resume()
        else if (message.epoch !== board.at.peek()?.epoch) throw new WireFault('another epoch')
        outbox.peek()?.connected((command) => connection.peek()?.send(command))
        return
      }
      case 'ack':
        outbox.peek()?.acked(message.id, message.rev, message.outcome)
        return
      case 'refused':
        outbox.peek()?.refused(message.id, message.code, message.words, message.retry_ms)
        return
      case 'frame':
        if (!board.apply(message.from, message.rev, message.changes)) {
          throw new WireFault('frames have a gap')
        }
        if (message.changes.some((change) => change.t === 'defined')) startOver()
        return
      case 'own':
        confirmed.value = changeCard(confirmed.peek(), message.changes)
        ownRev = message.rev
        settledUpTo(message.rev)
        return
      case 'presence':
        presence.value = message
        return
      case 'signs':
        signs.value = message
        return
      case 'truth':
        truth.value = message
        return
      case 'beat':
        compare(message.rev, message.digest)
        return
      case 'resync':
        void resume()
        return
      default:
        // A newer server's message, of something this page does not know.
        message satisfies never
    }
  }

  function settledUpTo(last: number): void {
    settling.value = settling.peek().filter(({ rev }) => rev > last)
  }

  /** A board at the same rev with another digest, or one that stays behind, is fetched anew. */
  function compare(rev: number, digest: number): void {
    const mine = board.at.peek()?.rev ?? 0
    if (rev === mine && digest !== board.digest()) return startOver()
    if (rev > mine && aheadAt === mine) throw new WireFault('frames are missing')
    aheadAt = rev > mine ? mine : -1
  }

  function onOutcome(outcome: Outcome): void {
    if (outcome.is === 'saved' && !outcome.repeated && outcome.rev > ownRev) {
      settling.value = [...settling.peek(), outcome]
      // What changed nothing is not told of.
      clock.after(SETTLE_MS, () => settledUpTo(outcome.rev))
    }
    for (const listener of listeners) listener(outcome)
  }

  return {
    board,
    definition: loader.definition,
    later: loader.later,
    complete: loader.complete,
    finders: computed(() => findersOf(loader.later.value, board.finders.value)),
    activity: computed(() => {
      const { activities, now } = board.agenda.value
      return activities.find(({ id }) => id === now)
    }),
    placing: computed(() => {
      if (board.ended.value) return 'ended'
      if (board.locked.value) return 'paused'
      return board.agenda.value.stickers_closed ? 'closed' : 'open'
    }),
    serverNow: () => clock.now() + ahead,
    here: () => here.value,
    welcome,
    presence,
    signs,
    truth,
    failure: loader.failure,
    status: computed(() => connection.value?.status.value ?? { is: 'connecting' }),
    card: computed(() =>
      withPending(confirmed.value, [...settling.value, ...(outbox.value?.waiting.value ?? [])]),
    ),
    waiting: computed(() => outbox.value?.waiting.value ?? []),
    unsaved: computed(() => outbox.value?.unsaved.value ?? 0),
    notStoring: computed(() => outbox.value?.notStoring.value ?? false),
    safe: computed(() => outbox.value?.safe.value ?? true),
    peek,
    start(who, hand) {
      bearer = who.token
      here.value = who.here ?? 'room'
      const ears = { onOutcome, onStuck: () => connection.peek()?.replace() }
      const owner = ownerOf(bearer)
      if (hand) {
        hand.outbox.tell(ears)
        confirmed.value = hand.card
        settling.value = hand.settling
      }
      outbox.value =
        hand?.outbox ??
        new Outbox({ owner, openShelf: parts.openShelf ?? openShelf, clock, ...ears })
      const hello = () => {
        const now = board.at.peek()
        const have = now && !stale ? { epoch: now.epoch, rev: now.rev } : { rev: 0 }
        return {
          t: 'hello' as const,
          protocol: PROTOCOL,
          token: bearer,
          here: here.peek(),
          ...have,
        }
      }
      const onLost = () => {
        greetings += 1
        outbox.peek()?.disconnected()
      }
      connection.value = connect({ clock, open: openSocket, hello, onMessage, onLost })
      unwatch = onWake(connection.value)
      // Side by side with the socket, which only says where to go on from.
      if (!board.at.peek()) void loader.load(bearer)
    },
    moveTo(next) {
      if (next === here.peek()) return
      here.value = next
      // Only a hello tells it.
      connection.peek()?.replace()
    },
    leave() {
      unwatch()
      connection.peek()?.close()
      const left = outbox.peek()
      left?.disconnected()
      const [card, settled] = [confirmed.peek(), settling.peek()]
      batch(() => {
        connection.value = undefined
        outbox.value = undefined
        confirmed.value = emptyCard
        settling.value = []
        signs.value = undefined
      })
      greetings += 1
      return left && { outbox: left, card, settling: settled }
    },
    do(command) {
      const out = outbox.peek()
      if (!out) throw new Error('not started')
      return out.add(command)
    },
    say: (message) => connection.peek()?.send(message),
    onOutcome(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      unwatch()
      connection.peek()?.close()
      outbox.peek()?.close()
      loader.close()
    },
  }
}

/** Those that were rewritten on the board take the place of the definition's. */
function findersOf(later: Later | undefined, views: readonly FinderView[]): Finder[] {
  const defined = later?.finders ?? []
  const made = new Map(views.flatMap(({ made }) => (made ? [[made.id, made] as const] : [])))
  const known = new Set(defined.map(({ id }) => id))
  const others = [...made.values()].filter(({ id }) => !known.has(id))
  return [...defined.map((finder) => made.get(finder.id) ?? finder), ...others]
}

/** Opens a socket to the server that this page came from. */
export function browserSocket(): Socket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(`${scheme}//${location.host}/ws`)
}
