import { afterEach, beforeEach, expect, test } from 'vitest'
import { CLOSE, type Command } from '../wire/types.ts'
import { type Courier, createCourier } from './courier.ts'
import { ownerOf } from './session.ts'
import type { Kept } from './shelf.ts'
import { settle, TestClock, testShelf, TestSocket } from './testing.ts'

const place: Command = { do: 'place', kind: 'lived', place: { area: 'govan' } }
const [id, other] = ['01920000-0000-7000-8000-000000000001', '01920000-0000-7000-8000-000000000002']
const jean = { code: 'KWMTRP', board: 'b', token: 'JEAN', here: 'room' } as const
const mary = { ...jean, token: 'MARY' }

let sockets: TestSocket[]
let shelves: Map<string, Map<string, Kept>>
let heard: string[]
let courier: Courier
let clock: TestClock
const commands = (socket: TestSocket | undefined) =>
  socket?.sent.flatMap((said) => (said.t === 'command' ? [said.id] : []))

beforeEach(() => {
  sockets = []
  shelves = new Map()
  heard = []
  clock = new TestClock()
  courier = createCourier({
    clock,
    openShelf: async (owner) => {
      const rows = shelves.get(owner) ?? new Map<string, Kept>()
      shelves.set(owner, rows)
      return testShelf(rows)
    },
    openSocket: () => {
      const socket = new TestSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    onOutcome: ({ token }, { is }) => heard.push(`${token} ${is}`),
    onUnknown: ({ token }) => heard.push(`${token} unknown`),
  })
})
afterEach(() => {
  for (const { token } of [jean, mary]) courier.drop(token)
})

/** What an earlier page kept for somebody. */
const kept = (token: string, command: string) =>
  shelves.set(ownerOf(token), new Map([[command, { id: command, command: place }]]))

test('R4.5 what an earlier page kept is sent for each as themselves, and then the line ends', async () => {
  kept('JEAN', id)
  kept('MARY', other)
  await courier.carry(jean, false)
  await courier.carry(mary, false)
  for (const socket of sockets) socket.welcome()
  expect(sockets.map((socket) => socket.sent[0])).toMatchObject([
    { t: 'hello', token: 'JEAN', rev: 0 },
    { t: 'hello', token: 'MARY', rev: 0 },
  ])
  expect(sockets.map(commands)).toEqual([[id], [other]])
  sockets[0]?.say({ t: 'ack', id, rev: 3, outcome: { is: 'changed' } })
  await settle()
  expect(sockets.map(({ readyState }) => readyState)).toEqual([3, 1])
  expect(shelves.get(ownerOf('JEAN'))?.size).toBe(0)
  expect(heard).toEqual(['JEAN saved'])
})

test('nobody connects for somebody of whom nothing waits, unless they are here', async () => {
  await courier.carry(jean, false)
  expect(sockets).toHaveLength(0)
  await courier.carry(mary, true)
  expect(sockets).toHaveLength(0)
  clock.pass(1000)
  expect(sockets).toHaveLength(1)
  await courier.add('JEAN', [place])
  await settle()
  expect(sockets[1]?.readyState).toBe(0)
  courier.drop('MARY')
  expect(sockets[0]?.readyState).toBe(0)
  sockets[0]?.open()
  expect(sockets[0]?.readyState).toBe(3)
})

test('R6.9 the facilitator hears of what is on its way, and that it has come', async () => {
  kept('JEAN', id)
  await courier.carry(jean, false)
  sockets[0]?.welcome()
  sockets[0]?.say({ t: 'ack', id, rev: 3, outcome: { is: 'changed' } })
  expect(sockets[0]?.sent.filter(({ t }) => t === 'doing')).toEqual([
    { t: 'doing', busy: false, unsent: 1 },
    { t: 'doing', busy: false, unsent: 0 },
  ])
})

test('whoever comes back to the screen has their hand back, with what was saved meanwhile', async () => {
  await courier.carry(jean, false)
  await courier.add('JEAN', [place, place])
  sockets[0]?.welcome()
  const [first = '', second = ''] = commands(sockets[0]) ?? []
  sockets[0]?.say({ t: 'ack', id: first, rev: 3, outcome: { is: 'changed' } })
  const hand = courier.take('JEAN')
  expect(hand?.settling.map((one) => one.id)).toEqual([first])
  expect(hand?.outbox.waiting.value.map((one) => one.id)).toEqual([second])
  expect(sockets[0]?.readyState).toBe(3)
  expect(courier.carries('JEAN')).toBe(false)
})

test('a refusal is told of with its owner, and so is a token that opens nothing', async () => {
  await courier.carry(jean, false)
  await courier.add('JEAN', [place])
  sockets[0]?.welcome()
  const [first = ''] = commands(sockets[0]) ?? []
  const outcome = { is: 'refused', code: 'placing_locked', words: 'Paused.' } as const
  sockets[0]?.say({ t: 'ack', id: first, rev: 3, outcome })
  await courier.add('JEAN', [place])
  sockets[1]?.end(CLOSE.unknown_token)
  expect(heard).toEqual(['JEAN refused', 'JEAN unknown'])
})
