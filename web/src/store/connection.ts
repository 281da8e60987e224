import { type ReadonlySignal, signal } from '@preact/signals'
import { WireFault } from '../wire/check.ts'
import { readMessage } from '../wire/message.ts'
import {
  BEAT_MS,
  CLOSE,
  type ClientMessage,
  HELLO_MS,
  RETURN_MOST_MS,
  type ServerMessage,
  SILENCE_MS,
} from '../wire/types.ts'
import { type Clock, nothing } from './clock.ts'

/** How the page stands with its server. */
export type Status =
  | { is: 'connecting' }
  | { is: 'live' }
  /** `since` is when the server was last heard, by this device's clock in milliseconds. */
  | { is: 'away'; since: number }
  /** Coming back would not help: the token opens nothing, or this page is too old. */
  | { is: 'stopped'; why: 'unknown_token' | 'wrong_protocol' }

/** The first wait before coming back, in milliseconds. */
const BACK_OFF_MS = 500

/** A shown page asks whether its socket still lives, and waits this long, in milliseconds. */
const PROBE_MS = 2000

/** What a connection needs of the browser's WebSocket. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'readyState' | 'addEventListener'>

export type ConnectionParts = {
  clock: Clock
  open: () => Socket
  hello: () => ClientMessage
  /** Called in order with every message, also the welcome. Throws a `WireFault` to start anew. */
  onMessage: (message: ServerMessage) => void
  /** Called when a connection that had said welcome is gone. */
  onLost: () => void
}

/** One page's lasting connection: it comes back by itself until it is stopped. */
export type Connection = {
  readonly status: ReadonlySignal<Status>
  /** Sends, if there is a connection; what must arrive goes through the outbox. */
  send(message: ClientMessage): void
  /** Gives up the present socket and opens another at once. */
  replace(): void
  /** Gives up the present socket and opens another after the usual wait. */
  fail(): void
  /** The page is shown again: make sure at once that the socket lives. */
  wake(): void
  close(): void
}

/** Opens a connection. */
export function connect({ clock, open, hello, onMessage, onLost }: ConnectionParts): Connection {
  const status = signal<Status>({ is: 'connecting' })
  let socket: Socket | undefined
  let welcomed = false
  let heard = 0
  let started = 0
  let tries = 0
  let cancelBeat = nothing
  let cancelSilence = nothing
  let cancelRetry = nothing

  function start(): void {
    cancelRetry()
    cancelRetry = nothing
    started = clock.now()
    let mine: Socket
    try {
      mine = open()
    } catch {
      return retry()
    }
    socket = mine
    // A socket that neither opens nor greets within this time is given up.
    listenUntil(2 * HELLO_MS)
    mine.addEventListener('open', () => mine.send(JSON.stringify(hello())))
    mine.addEventListener('message', ({ data }) => socket === mine && receive(data))
    mine.addEventListener('close', ({ code, reason }) => socket === mine && lost(code, reason))
  }

  function receive(data: unknown): void {
    heard = clock.now()
    listenUntil(SILENCE_MS)
    try {
      const message = readMessage(data)
      if (message.t === 'welcome') greet()
      onMessage(message)
    } catch (fault) {
      // Half-understood is worse than fetched again; the wait grows until a welcome succeeds.
      if (!(fault instanceof WireFault)) throw fault
      lost(CLOSE.bad_message)
    }
  }

  function greet(): void {
    welcomed = true
    tries = 0
    status.value = { is: 'live' }
    beat()
  }

  function beat(): void {
    cancelBeat()
    cancelBeat = clock.after(BEAT_MS, () => {
      send({ t: 'beat' })
      beat()
    })
  }

  function listenUntil(ms: number): void {
    cancelSilence()
    cancelSilence = clock.after(ms, () => lost(CLOSE.silent))
  }

  function letGo(): void {
    cancelBeat()
    cancelSilence()
    const old = socket
    socket = undefined
    if (old && old.readyState <= 1) old.close()
    if (!welcomed) return
    welcomed = false
    status.value = { is: 'away', since: heard }
    onLost()
  }

  function lost(code: number, reason = ''): void {
    letGo()
    if (code === CLOSE.unknown_token) return stop('unknown_token')
    if (code === CLOSE.wrong_protocol) return stop('wrong_protocol')
    retry(toldWait(reason))
  }

  function retry(told?: number): void {
    if (status.peek().is === 'connecting') status.value = { is: 'away', since: clock.now() }
    const longest = Math.min(RETURN_MOST_MS, BACK_OFF_MS * 2 ** tries)
    tries += 1
    cancelRetry()
    // Between half and all of it, so that a hall of phones does not come back in one instant.
    cancelRetry = clock.after(told ?? longest * (0.5 + 0.5 * clock.random()), start)
  }

  function stop(why: 'unknown_token' | 'wrong_protocol'): void {
    cancelRetry()
    status.value = { is: 'stopped', why }
  }

  function send(message: ClientMessage): void {
    if (socket?.readyState === 1) socket.send(JSON.stringify(message))
  }

  function replace(): void {
    if (status.peek().is === 'stopped') return
    letGo()
    start()
  }

  function wake(): void {
    if (status.peek().is === 'stopped') return
    tries = 0
    if (socket && !welcomed && clock.now() - started < PROBE_MS) return
    // After a long sleep the socket is surely gone, though the browser may not know it yet.
    if (!socket || !welcomed || clock.now() - heard > SILENCE_MS) return replace()
    const before = heard
    send({ t: 'beat' })
    clock.after(PROBE_MS, () => {
      if (socket && heard === before && clock.now() - heard > BEAT_MS + PROBE_MS) replace()
    })
  }

  start()
  return {
    status,
    send,
    replace,
    fail: () => lost(CLOSE.bad_message),
    wake,
    close() {
      welcomed = false
      letGo()
      cancelRetry()
    },
  }
}

/** A stopping server says in how many milliseconds to come back, each phone at another moment. */
function toldWait(reason: string): number | undefined {
  const told = /^going_away (\d{1,5})$/.exec(reason)
  return told ? Math.min(Number(told[1]), RETURN_MOST_MS) : undefined
}

/**
 * Calls `wake` whenever the page may have slept, and `replace` when the network is another one,
 * until the function it gives is called.
 */
export function onWake({ wake, replace }: Pick<Connection, 'wake' | 'replace'>): () => void {
  const shown = () => document.visibilityState === 'visible' && wake()
  document.addEventListener('visibilitychange', shown)
  addEventListener('pageshow', wake)
  addEventListener('online', replace)
  return () => {
    document.removeEventListener('visibilitychange', shown)
    removeEventListener('pageshow', wake)
    removeEventListener('online', replace)
  }
}
