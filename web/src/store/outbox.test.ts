import { expect, test } from 'vitest'
import type { ClientMessage, Command } from '../wire/types.ts'
import { LATE_MS, Outbox, type Outcome } from './outbox.ts'
import { openShelf } from './shelf.ts'
import { settle, TestClock, testShelf } from './testing.ts'

const place = (area: string): Command => ({ do: 'place', kind: 'lived', place: { area } })
const changed = { is: 'changed' } as const

function outbox(shelf = testShelf(), clock = new TestClock()) {
  const outcomes: Outcome[] = []
  const sent: string[] = []
  const stuck: number[] = []
  const box = new Outbox({
    owner: 'me',
    openShelf: async () => shelf,
    clock,
    onOutcome: (outcome) => outcomes.push(outcome),
    onStuck: () => stuck.push(clock.now()),
  })
  const connect = () =>
    box.connected((message: ClientMessage) => message.t === 'command' && sent.push(message.id))
  return { box, outcomes, sent, connect, clock, shelf, stuck }
}

test('R4.5 what was placed offline is sent in order, once, when the connection is there', async () => {
  const { box, sent, connect } = outbox()
  const ids = ['a', 'b', 'c'].map((area) => box.add(place(area)))
  expect(sent).toEqual([])
  connect()
  await settle()
  expect(sent).toEqual(ids)
})

test('R4.5 what is not acked when the connection goes is sent again after the next welcome', () => {
  const { box, sent, connect } = outbox()
  connect()
  const [one, two] = [box.add(place('a')), box.add(place('b'))]
  box.acked(one ?? '', 3, changed)
  box.disconnected()
  connect()
  expect(sent).toEqual([one, two, two])
})

test('R4.5 a reload keeps what waits, in order, and an acked command is kept no longer', async () => {
  const shelf = testShelf()
  const before = outbox(shelf)
  const ids = ['a', 'b', 'c'].map((area) => before.box.add(place(area)))
  before.connect()
  await settle()
  before.box.acked(ids[0] ?? '', 3, changed)
  await settle()
  before.box.close()
  const after = outbox(shelf, new TestClock())
  after.connect()
  await settle()
  const last = after.box.add(place('d'))
  expect(after.sent).toEqual([ids[1], ids[2], last])
})

test('an ack that overtakes the writing down still empties the shelf', async () => {
  const { box, shelf, connect } = outbox()
  connect()
  box.acked(box.add(place('a')), 3, changed)
  await settle()
  expect(shelf.rows.size).toBe(0)
})

test('R4.3 a refusal for good removes the command and is reported', () => {
  const { box, outcomes, connect } = outbox()
  connect()
  const id = box.add(place('a'))
  box.refused(id, 'placing_locked', 'Paused.')
  expect(box.waiting.value).toEqual([])
  expect(outcomes).toMatchObject([{ is: 'refused', id, code: 'placing_locked' }])
})

test('R4.3 a refusal for now is sent again after its time, jittered, one at a time', () => {
  const { box, sent, connect, clock, outcomes } = outbox()
  connect()
  const [one = '', two = '', three = ''] = ['a', 'b', 'c'].map((area) => box.add(place(area)))
  box.acked(one, 3, changed)
  box.refused(two, 'too_fast', '', 1000)
  box.refused(three, 'too_fast', '', 1000)
  clock.pass(1249)
  expect(sent).toEqual([one, two, three])
  clock.pass(1)
  expect(sent).toEqual([one, two, three, two])
  box.acked(two, 4, changed)
  expect(sent).toEqual([one, two, three, two, three])
  expect(outcomes.filter(({ is }) => is === 'refused')).toEqual([])
})

test('R8.8 whoever waits for a disk that fails can be told so, until something is stored', () => {
  const { box, connect, clock } = outbox()
  connect()
  const [one = '', two = ''] = ['a', 'b'].map((area) => box.add(place(area)))
  box.refused(one, 'too_fast', '', 1000)
  expect(box.notStoring.value).toBe(false)
  box.refused(two, 'not_stored', '', 1000)
  clock.pass(LATE_MS)
  expect([box.unsaved.value, box.notStoring.value]).toEqual([2, true])
  box.acked(one, 3, changed)
  expect([box.waiting.value.length, box.notStoring.value]).toEqual([1, false])
})

test('R8.8 over a new connection nobody knows yet how the disk is', () => {
  const { box, connect } = outbox()
  connect()
  box.refused(box.add(place('a')), 'not_stored', '', 1000)
  box.disconnected()
  expect(box.notStoring.value).toBe(false)
})

test('R4.2 a refusal at the last moment comes with the ack', () => {
  const { box, outcomes, connect } = outbox()
  connect()
  const id = box.add(place('a'))
  box.acked(id, 3, { is: 'refused', code: 'board_full', words: 'Full.' })
  expect(outcomes).toMatchObject([{ is: 'refused', code: 'board_full' }])
})

test('two commands about one sticker never travel together', () => {
  const { box, sent, connect } = outbox()
  connect()
  const id = box.add(place('a'))
  const change = box.add({ do: 'change', sticker: id, kind: 'visited' })
  const back = box.add({ do: 'take_back', sticker: id })
  expect(sent).toEqual([id])
  box.acked(id, 3, changed)
  expect(sent).toEqual([id, change])
  box.acked(change, 4, changed)
  expect(sent).toEqual([id, change, back])
})

test('‘not saved yet’ counts after three seconds without an ack, and goes with the ack', () => {
  const { box, connect, clock } = outbox()
  connect()
  const id = box.add(place('a'))
  clock.pass(LATE_MS - 1)
  expect(box.unsaved.value).toBe(0)
  clock.pass(1)
  expect(box.unsaved.value).toBe(1)
  box.acked(id, 3, changed)
  expect(box.unsaved.value).toBe(0)
})

test('‘not saved yet’ counts at once when the connection has long been gone', () => {
  const { box, connect, clock } = outbox()
  connect()
  box.disconnected()
  clock.pass(LATE_MS)
  expect(box.unsaved.value).toBe(0)
  box.add(place('a'))
  box.add(place('b'))
  expect(box.unsaved.value).toBe(2)
})

test('a server that gives no answer for long is reported, so that another connection is tried', () => {
  const { box, connect, clock, stuck } = outbox()
  box.add(place('a'))
  clock.pass(60_000)
  expect(stuck).toHaveLength(0)
  connect()
  clock.pass(14_999)
  expect(stuck).toHaveLength(0)
  clock.pass(1)
  expect(stuck).toHaveLength(1)
})

test('another tab’s commands are taken over, and let go when it got them acked', async () => {
  const rows = new Map()
  const [one, two] = [outbox(testShelf(rows)), outbox(testShelf(rows))]
  await settle()
  const id = one.box.add(place('a'))
  await settle()
  const nudge = () =>
    dispatchEvent(Object.assign(new Event('storage'), { key: 'kenspeckle.nudge', newValue: 'me' }))
  nudge()
  await settle()
  expect(two.box.waiting.value.map((item) => item.id)).toEqual([id])
  one.box.acked(id, 3, changed)
  await settle()
  nudge()
  await settle()
  expect(two.box.waiting.value).toEqual([])
})

test('a shelf that fails makes the page say that it must stay open', async () => {
  const broken = { ...testShelf(), put: () => Promise.reject(new Error('full')) }
  const { box } = outbox(broken)
  box.add(place('a'))
  await settle()
  expect(box.safe.value).toBe(false)
})

test('without IndexedDB, local storage keeps commands for each owner apart', async () => {
  const shelf = await openShelf('somebody')
  await shelf.put({ id: '1', command: place('a') })
  expect(await (await openShelf('somebody')).all()).toHaveLength(1)
  expect(await (await openShelf('else')).all()).toEqual([])
  await shelf.drop('1')
  expect(await shelf.all()).toEqual([])
})
