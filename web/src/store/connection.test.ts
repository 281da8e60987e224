import { beforeEach, expect, test, vi } from 'vitest'
import { BEAT_MS, CLOSE, SILENCE_MS } from '../wire/types.ts'
import { type Connection, connect, type Socket } from './connection.ts'
import { TestClock, TestSocket } from './testing.ts'

let clock: TestClock
let sockets: TestSocket[]
let onLost: ReturnType<typeof vi.fn<() => void>>
let connection: Connection
const socket = () => sockets[sockets.length - 1] as TestSocket

beforeEach(() => {
  clock = new TestClock()
  sockets = []
  onLost = vi.fn<() => void>()
  connection = connect({
    clock,
    open: () => {
      sockets.push(new TestSocket())
      return socket() as unknown as Socket
    },
    hello: () => ({ t: 'hello', protocol: 1, token: 'T', rev: 0, here: 'room' }),
    onMessage: () => undefined,
    onLost,
  })
})

test('R3.1 hello is the first thing said; welcome makes it live', () => {
  expect(connection.status.value).toEqual({ is: 'connecting' })
  socket().open()
  expect(socket().sent).toMatchObject([{ t: 'hello', token: 'T' }])
  socket().welcome()
  expect(connection.status.value).toEqual({ is: 'live' })
})

test('R7.5 after a close it comes back by itself, with growing, jittered waits', () => {
  const waits = [500, 1000, 2000, 4000, 8000, 10_000, 10_000]
  for (const [i, wait] of waits.entries()) {
    socket().end(1006)
    clock.pass(wait * 0.75 - 1)
    expect(sockets.length).toBe(i + 1)
    clock.pass(1)
    expect(sockets.length).toBe(i + 2)
  }
  socket().welcome()
  socket().end(CLOSE.going_away)
  clock.pass(375)
  expect(sockets.length).toBe(waits.length + 2)
})

test('R7.7 a stopping server says when to come back; later waits are its own', () => {
  socket().welcome()
  socket().end(CLOSE.going_away, 'going_away 3210')
  clock.pass(3209)
  expect(sockets.length).toBe(1)
  clock.pass(1)
  expect(sockets.length).toBe(2)
  socket().end(1006)
  clock.pass(750)
  expect(sockets.length).toBe(3)
})

test.each([
  ['going_away 99999', 10_000],
  ['going_away 0', 0],
  ['going_away', 375],
  ['going_away soon', 375],
  ['going_away -1', 375],
  ['going_away 123456789', 375],
])('R7.7 a reason of %j makes it wait %i ms', (reason, wait) => {
  socket().welcome()
  socket().end(CLOSE.going_away, reason)
  clock.pass(wait - 1)
  expect(sockets.length).toBe(1)
  clock.pass(wait > 0 ? 1 : 2)
  expect(sockets.length).toBe(2)
})

test('R7.5 when it was last heard is known while it is away', () => {
  socket().welcome()
  const since = clock.now()
  clock.pass(5000)
  socket().end(1006)
  expect(connection.status.value).toEqual({ is: 'away', since })
  expect(onLost).toHaveBeenCalledOnce()
})

test.each([
  ['R3.3', CLOSE.unknown_token, 'unknown_token'],
  ['R3.2', CLOSE.wrong_protocol, 'wrong_protocol'],
] as const)('%s close code %i stops for good', (_, code, why) => {
  socket().open()
  socket().end(code)
  clock.pass(60_000)
  connection.wake()
  expect(sockets.length).toBe(1)
  expect(connection.status.value).toEqual({ is: 'stopped', why })
})

test('R7.1 it says beat, and replaces a socket that has fallen silent', () => {
  socket().welcome()
  clock.pass(BEAT_MS)
  expect(socket().sent).toContainEqual({ t: 'beat' })
  socket().say({ t: 'beat', rev: 2, digest: 0 })
  clock.pass(SILENCE_MS - 1)
  expect(sockets.length).toBe(1)
  clock.pass(1 + 375)
  expect(sockets.length).toBe(2)
  expect(sockets[0]?.readyState).toBe(3)
})

test('a socket that opens but never greets is given up', () => {
  socket().open()
  clock.pass(11_000)
  expect(sockets.length).toBe(2)
})

test('R7.5 a page that wakes from a long sleep replaces the socket at once', () => {
  socket().welcome()
  clock.pass(9000)
  vi.spyOn(clock, 'now').mockReturnValue(clock.now() + SILENCE_MS + 1)
  connection.wake()
  expect(sockets.length).toBe(2)
})

test('R7.5 a page that wakes while it waits to come back does not wait any longer', () => {
  socket().end(1006)
  connection.wake()
  expect(sockets.length).toBe(2)
})

test('a page that is only just loading is left alone', () => {
  connection.wake()
  expect(sockets.length).toBe(1)
})

test('waking asks the socket, and gives it up if it does not answer', () => {
  socket().welcome()
  clock.pass(BEAT_MS + 1500)
  connection.wake()
  expect(sockets.length).toBe(1)
  clock.pass(2000)
  expect(sockets.length).toBe(2)
})

test('what is not of the protocol ends the connection, and what it says later is not heard', () => {
  socket().welcome()
  const broken = socket()
  broken.say('{"t":"frame"}')
  expect(connection.status.value.is).toBe('away')
  expect(broken.readyState).toBe(3)
  broken.say({ t: 'beat', rev: 1, digest: 1 })
  expect(connection.status.value.is).toBe('away')
})
