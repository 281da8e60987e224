import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { definitionOf, snapshot, TestSocket } from '../../store/testing.ts'
import { STICKERS_PER_PERSON } from '../../wire/types.ts'
import { code, me, store } from '../app.ts'
import { countedDots, countOf, progress, putDots, setCount } from './paper.ts'
import { people } from './party.ts'

let joins = 0
let reached = true

beforeAll(async () => {
  vi.stubGlobal('WebSocket', TestSocket)
  vi.stubGlobal('fetch', async (url: string) => {
    if (!reached) throw new TypeError('no network')
    if (url.includes('definitions')) return Response.json(definitionOf(['govan', 'sighthill']))
    if (!url.includes('join')) return Response.json(snapshot())
    joins += 1
    return Response.json({ board: 'b', token: `PAPER${joins}` })
  })
  await store.peek('KWMTRP')
  code.value = 'KWMTRP'
  me.value = { code: 'KWMTRP', board: 'b', token: 'ME', here: 'room' }
})
afterAll(() => {
  localStorage.clear()
  vi.unstubAllGlobals()
})
beforeEach(() => {
  reached = true
})

const papers = () => people.value.filter(({ is }) => is === 'paper').map(({ put }) => put)

test('a count is a whole number that one person may put, or nothing', () => {
  for (const [typed, count] of [
    [3.7, 3],
    [-1, 0],
    [Number.NaN, 0],
    [9999, STICKERS_PER_PERSON],
    [0, 0],
  ] as const) {
    setCount('lived', 'govan', typed)
    expect(countOf('lived', 'govan')).toBe(count)
  }
  expect(countedDots.value).toBe(0)
})

test('without a connection nothing is put, and the counts stay', async () => {
  setCount('lived', 'govan', 3)
  reached = false
  expect((await putDots())?.code).toBe('offline')
  expect(countedDots.value).toBe(3)
  expect(people.value).toEqual([])
})

test('more dots than one may put go under several papers, which are filled up later', async () => {
  setCount('lived', 'govan', 150)
  setCount('lived', 'sighthill', 100)
  expect(await putDots()).toBeUndefined()
  expect(people.value.map(({ is }) => is)).toEqual(['self', 'paper', 'paper'])
  expect(papers()).toEqual([200, 50])
  expect(progress.value).toEqual({ all: 250, saved: 0, unsent: 250 })
  expect(countedDots.value).toBe(0)

  setCount('lived', 'govan', 20)
  await putDots()
  expect(papers()).toEqual([200, 70])
  expect(joins).toBe(2)
})
