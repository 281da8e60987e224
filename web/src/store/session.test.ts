import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Definition, OwnSticker, Snapshot } from '../wire/types.ts'
import { createStore, type Store } from './session.ts'
import { later, settle, snapshot, TestClock, testShelf, TestSocket } from './testing.ts'

const definition: Definition = {
  id: 'd',
  title: 'Town',
  language: 'en',
  welcome: { heading: 'Hello', text: '' },
  attribution: [],
  bounds: [0, 0, 1, 1],
  street_grid: [160, 90],
  area_types: [],
  areas: [],
  kinds: [],
  finders: [],
  base: { step: 1, layers: [], labels: [] },
}

let clock: TestClock
let sockets: TestSocket[]
let served: Snapshot | undefined
let fetched: string[]
let store: Store
const socket = () => sockets[sockets.length - 1] as TestSocket

beforeEach(() => {
  clock = new TestClock()
  sockets = []
  fetched = []
  served = snapshot()
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string) => {
      fetched.push(url)
      if (!served) return Response.json({ code: 'fault', words: '' }, { status: 500 })
      return Response.json(
        url.endsWith('/first') ? definition : url.endsWith('/later') ? later : served,
      )
    }),
  )
  store = createStore({
    clock,
    openShelf: async () => testShelf(),
    openSocket: () => {
      sockets.push(new TestSocket())
      return socket() as unknown as WebSocket
    },
  })
})
afterEach(() => {
  store.close()
  vi.unstubAllGlobals()
})

async function live() {
  await store.peek('KWMTRP')
  store.start({ token: 'T' })
  socket().welcome()
}

test('R3.5 hello says what is already there, and frames go on from it', async () => {
  await live()
  expect(socket().sent[0]).toMatchObject({ epoch: 'e1', rev: 2 })
  socket().say({ t: 'frame', from: 2, rev: 3, changes: [{ t: 'locked', locked: true }] })
  expect(store.board.locked.value).toBe(true)
})

test('R3.5 whoever moves says hello anew from there', async () => {
  await live()
  const lines = sockets.length
  store.moveTo('room')
  expect(sockets).toHaveLength(lines)
  store.moveTo('remote')
  expect(store.here()).toBe('remote')
  expect(sockets).toHaveLength(lines + 1)
  socket().welcome()
  expect(socket().sent[0]).toMatchObject({ t: 'hello', epoch: 'e1', rev: 2, here: 'remote' })
})

test('R3.5 a newcomer fetches the snapshot beside the hello, and resumes from it', async () => {
  store.start({ token: 'T' })
  socket().welcome({ resume: 'snapshot' })
  await settle()
  expect(fetched).toEqual(['/api/snapshot', '/api/definitions/d1/first'])
  expect(socket().sent).toMatchObject([{ rev: 0 }, { t: 'resume', epoch: 'e1', rev: 2 }])
  expect(store.definition.value?.title).toBe('Town')
})

test('R6.8 what the first screen does not show is fetched after it, and again if it fails', async () => {
  const answers = vi.mocked(fetch).getMockImplementation()
  let tries = 0
  vi.stubGlobal('fetch', async (url: string) => {
    if (!url.endsWith('/later')) return answers?.(url)
    tries += 1
    throw new Error('offline')
  })
  store.start({ token: 'T' })
  socket().welcome({ resume: 'snapshot' })
  await settle()
  expect(store.status.value.is).toBe('live')
  expect(tries, 'the first screen has the line for itself').toBe(0)
  clock.pass(2000)
  await settle()
  expect(tries).toBe(1)
  expect(store.finders.value).toEqual([])
  vi.stubGlobal('fetch', answers)
  clock.pass(5000)
  await settle()
  expect(store.finders.value.map(({ id }) => id)).toEqual(['line'])
  expect(store.later.value).toEqual(later)
})

test('R6.8 whoever looks at questions has them fetched at once', async () => {
  store.start({ token: 'T' })
  socket().welcome({ resume: 'snapshot' })
  await settle()
  store.complete()
  store.complete()
  await settle()
  expect(fetched.filter((url) => url.endsWith('/later'))).toEqual(['/api/definitions/d1/later'])
  expect(store.finders.value.map(({ id }) => id)).toEqual(['line'])
})

test('R3.6 a resync fetches the snapshot anew and resumes', async () => {
  await live()
  served = { ...snapshot(), rev: 9 }
  socket().say({ t: 'resync' })
  await settle()
  expect(socket().sent).toContainEqual({ t: 'resume', epoch: 'e1', rev: 9 })
})

test('a snapshot that cannot be fetched is tried again, with a pause', async () => {
  served = undefined
  store.start({ token: 'T' })
  socket().welcome({ resume: 'snapshot' })
  await settle()
  expect(store.failure.value?.code).toBe('fault')
  clock.pass(375)
  served = snapshot()
  socket().welcome({ resume: 'snapshot' })
  await settle()
  expect(sockets.length).toBe(2)
  expect(store.failure.value).toBeUndefined()
  expect(store.board.at.value?.rev).toBe(2)
})

test('R6.1 a gap between frames makes the page say hello again with what it has', async () => {
  await live()
  socket().say({ t: 'frame', from: 5, rev: 6, changes: [] })
  clock.pass(375)
  socket().open()
  expect(socket().sent).toMatchObject([{ t: 'hello', epoch: 'e1', rev: 2 }])
})

test('R7.2 another digest at the same rev fetches the snapshot anew', async () => {
  await live()
  socket().say({ t: 'beat', rev: 2, digest: store.board.digest() })
  expect(sockets.length).toBe(1)
  socket().say({ t: 'beat', rev: 2, digest: 1 })
  socket().open()
  expect(socket().sent).toEqual([{ t: 'hello', protocol: 1, token: 'T', rev: 0, here: 'room' }])
})

test('R7.2 a digest of a rev that is still on its way is not compared', async () => {
  await live()
  socket().say({ t: 'beat', rev: 3, digest: 1 })
  expect(store.status.value.is).toBe('live')
  socket().say({ t: 'beat', rev: 4, digest: 1 })
  expect(store.status.value.is).toBe('away')
})

test('a new definition is fetched, with the snapshot that goes with it', async () => {
  await live()
  socket().say({ t: 'frame', from: 2, rev: 3, changes: [{ t: 'defined', definition: 'd2' }] })
  served = { ...snapshot(), definition: 'd2', rev: 3 }
  socket().welcome({ resume: 'snapshot' })
  await settle()
  expect(fetched).toContain('/api/definitions/d2/first')
  expect(store.later.value).toBeUndefined()
  clock.pass(2000)
  await settle()
  expect(fetched).toContain('/api/definitions/d2/later')
})

test('R4.8 my own sticker is on my card as pending, then as saved, and never blinks', async () => {
  await live()
  const id = store.do({ do: 'place', kind: 'lived', place: { area: 'govan' } })
  expect(store.card.value.stickers).toMatchObject([{ id, area: 'govan', pending: true }])
  socket().say({ t: 'ack', id, rev: 3, outcome: { is: 'changed' } })
  expect(store.card.value.stickers).toHaveLength(1)
  const mine: OwnSticker = {
    id,
    seq: 3,
    kind: 'lived',
    area: 'govan',
    at: [1, 2],
    note: null,
  }
  socket().say({ t: 'own', rev: 3, changes: [{ t: 'sticker', ...mine }] })
  expect(store.card.value.stickers).toMatchObject([{ ...mine, pending: false }])
})

test('my answer is saved whether its ack or my card comes first, and also if nothing changed', async () => {
  await live()
  const answer = { form: 'line', at: { kind: 'not_sure' } } as const
  const id = store.do({ do: 'answer', finder: 'line', answer })
  const own = { t: 'answer', finder: 'line', answer } as const
  socket().say({ t: 'own', rev: 3, changes: [own] })
  socket().say({ t: 'ack', id, rev: 3, outcome: { is: 'changed' } })
  expect(store.card.value.answers).toMatchObject([{ pending: false }])
  const name = store.do({ do: 'set_name', name: 'Jean' })
  socket().say({ t: 'ack', id: name, rev: 4, outcome: { is: 'changed' } })
  expect(store.card.value.name).toBe('Jean')
  clock.pass(2000)
  expect(store.card.value.name).toBeNull()
})

test('R6.5 what happens to my things elsewhere reaches my card', async () => {
  await live()
  const answer = { form: 'line', at: { kind: 'not_sure' } } as const
  const standings = [{ is: 'hidden', reason: 'other' }] as const
  const own = { finder: 'line', answer, standings: [...standings] }
  socket().say({
    t: 'own',
    rev: 3,
    changes: [
      { t: 'name', name: 'Jean' },
      { t: 'answer', ...own },
    ],
  })
  expect(store.card.value).toMatchObject({ name: 'Jean', answers: [{ standings }] })
  store.do({ do: 'take_back_answer', finder: 'line' })
  expect(store.card.value.answers).toEqual([])
})

test('what a device stores never has the token in it', async () => {
  const owners: string[] = []
  const kept = createStore({
    clock,
    openShelf: async (owner) => {
      owners.push(owner)
      return testShelf()
    },
    openSocket: () => new TestSocket() as unknown as WebSocket,
  })
  const token = 'y8jrVK6Upt9yY9Uy1CdGeA'
  kept.start({ token })
  kept.do({ do: 'set_locked', locked: true })
  await settle()
  expect(`${owners.join()} ${JSON.stringify({ ...localStorage })}`).not.toContain(token)
  kept.close()
})

test('R4.5 what one person has waiting is never sent, nor shown, as another’s', async () => {
  await live()
  socket().end(1006)
  const id = store.do({ do: 'place', kind: 'lived', place: { area: 'govan' } })
  const hand = store.leave()
  store.start({ token: 'U' })
  socket().welcome()
  expect(socket().sent.map(({ t }) => t)).toEqual(['hello'])
  expect(store.card.value.stickers).toEqual([])

  const other = store.leave()
  expect(other?.outbox.waiting.value).toEqual([])
  store.start({ token: 'T' }, hand)
  expect(store.card.value.stickers.map((one) => one.id)).toEqual([id])
  socket().welcome()
  expect(socket().sent).toMatchObject([
    { t: 'hello', token: 'T' },
    { t: 'command', id },
  ])
})

test('the board stays when somebody else takes the screen', async () => {
  await live()
  store.leave()
  expect(store.board.counts.value.total).toBe(1)
  store.start({ token: 'U' })
  expect(sockets[1]?.sent).toEqual([])
  socket().open()
  expect(socket().sent[0]).toMatchObject({ t: 'hello', token: 'U', rev: 2 })
})
