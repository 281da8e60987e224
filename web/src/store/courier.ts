import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { type Command, PROTOCOL, type ServerMessage } from '../wire/types.ts'
import { emptyCard } from './card.ts'
import { browserClock, type Clock, nothing } from './clock.ts'
import { type Connection, connect, onWake, type Socket } from './connection.ts'
import type { Identity } from './identity.ts'
import { Outbox, type Outcome } from './outbox.ts'
import { browserSocket, type Hand, ownerOf } from './session.ts'
import { openShelf, type Shelf } from './shelf.ts'

/** Brings to the server what people who are not on the screen have waiting, each as themselves. */
export type Courier = {
  /** By token: the outbox of everybody who is carried, once what was kept of it is there. */
  readonly outboxes: ReadonlySignal<ReadonlyMap<string, Outbox>>
  /**
   * Takes over somebody's hand, or what an earlier page kept of theirs. Whoever `isHere` is
   * connected all the time, so that they are counted among those who are here.
   */
  carry(who: Identity, isHere: boolean, hand?: Hand): Promise<void>
  carries(token: string): boolean
  /** Gives the hand back, for the screen. */
  take(token: string): Hand | undefined
  /** Adds commands of somebody who is carried; settled once they would survive a reload. */
  add(token: string, commands: readonly Command[]): Promise<unknown>
  /** Lets go of somebody of whom nothing waits any more. */
  drop(token: string): void
}

/** What a courier needs; tests bring their own clock, sockets and shelves. */
export type CourierParts = {
  onOutcome: (who: Identity, outcome: Outcome) => void
  /** The board does not know them any more. */
  onUnknown: (who: Identity) => void
  clock?: Clock
  openSocket?: () => Socket
  openShelf?: (owner: string) => Promise<Shelf>
}

/** Whoever has the screen again sooner, in milliseconds, needs no line of their own meanwhile. */
const SIT_MS = 1000

type Load = { hand: Hand; stop: () => void }

/** Makes a courier, who has nobody yet. */
export function createCourier(parts: CourierParts): Courier {
  const { clock = browserClock, onOutcome, onUnknown } = parts
  const loads = new Map<string, Load>()
  const ready = new WeakSet<Outbox>()
  const outboxes = signal<ReadonlyMap<string, Outbox>>(new Map())

  function newHand(token: string): Hand {
    const ears = { onOutcome: nothing, onStuck: nothing }
    const shelf = parts.openShelf ?? openShelf
    const outbox = new Outbox({ owner: ownerOf(token), openShelf: shelf, clock, ...ears })
    return { outbox, card: emptyCard, settling: [] }
  }

  function remove(token: string): Hand | undefined {
    const load = loads.get(token)
    load?.stop()
    loads.delete(token)
    changed()
    return load?.hand
  }

  function changed(): void {
    const known = [...loads].filter(([, { hand }]) => ready.has(hand.outbox))
    outboxes.value = new Map(known.map(([token, { hand }]) => [token, hand.outbox]))
  }

  return {
    outboxes,
    async carry(who, isHere, hand = newHand(who.token)) {
      remove(who.token)
      const line = openWhileNeeded(who, isHere, hand.outbox, { ...parts, clock, onUnknown })
      hand.outbox.tell({
        onOutcome(outcome) {
          if (outcome.is === 'saved') hand.settling = [...hand.settling, outcome]
          onOutcome(who, outcome)
        },
        onStuck: line.replace,
      })
      loads.set(who.token, { hand, stop: line.stop })
      await hand.outbox.ready
      ready.add(hand.outbox)
      changed()
    },
    carries: (token) => loads.has(token),
    take: remove,
    async add(token, commands) {
      const outbox = loads.get(token)?.hand.outbox
      for (const command of commands) outbox?.add(command)
      await outbox?.kept()
    },
    drop: (token) => remove(token)?.outbox.close(),
  }
}

/** Connects as somebody for as long as they are here, or something of theirs waits. */
function openWhileNeeded(
  who: Identity,
  isHere: boolean,
  outbox: Outbox,
  { clock, openSocket, onUnknown }: CourierParts & { clock: Clock },
) {
  let connection: Connection | undefined
  let unwatch = nothing
  let told = 0
  const sitsHere = signal(false)
  const cancel = isHere ? clock.after(SIT_MS, () => (sitsHere.value = true)) : nothing
  const end = () => {
    unwatch()
    connection?.close()
    connection = undefined
    outbox.disconnected()
  }
  /** The facilitator is told of work that is on its way, and that it has come. */
  const tell = (unsent: number) => {
    if (unsent === told) return
    told = unsent
    connection?.send({ t: 'doing', busy: false, unsent })
  }
  const begin = () => {
    const opened = connect({
      clock,
      open: () => politely((openSocket ?? browserSocket)()),
      hello: () => ({ t: 'hello', protocol: PROTOCOL, token: who.token, here: who.here, rev: 0 }),
      onMessage(message) {
        hear(message, outbox, opened)
        if (message.t !== 'welcome') return
        told = 0
        tell(outbox.waiting.peek().length)
      },
      onLost: () => outbox.disconnected(),
    })
    const unlisten = onWake(opened)
    const stopped = effect(() => {
      const status = opened.status.value
      if (status.is === 'stopped' && status.why === 'unknown_token') untracked(() => onUnknown(who))
    })
    connection = opened
    unwatch = () => {
      unlisten()
      stopped()
    }
  }
  const stopEffect = effect(() => {
    const unsent = outbox.waiting.value.length
    const needed = unsent > 0 || sitsHere.value
    untracked(() => {
      if (unsent === 0) tell(0)
      if (needed && !connection) begin()
      if (!needed && connection) end()
    })
  })
  return {
    replace: () => connection?.replace(),
    stop() {
      cancel()
      stopEffect()
      end()
    },
  }
}

/** Browsers complain of a socket that is closed before it is open, so that one waits. */
function politely(socket: Socket): Socket {
  const close = socket.close.bind(socket)
  socket.close = () => {
    if (socket.readyState === 0) socket.addEventListener('open', () => close())
    else close()
  }
  return socket
}

/** The board itself is of no interest here: no snapshot is asked for, so no frames come. */
function hear(message: ServerMessage, outbox: Outbox, connection: Connection): void {
  if (message.t === 'welcome') outbox.connected((said) => connection.send(said))
  if (message.t === 'ack') outbox.acked(message.id, message.rev, message.outcome)
  if (message.t === 'refused') {
    outbox.refused(message.id, message.code, message.words, message.retry_ms)
  }
}
