import { expect, test } from 'vitest'
import type { Activity, FinderView, Tally } from '../wire/types.ts'
import { type SceneBoard, sceneOf } from './scene.ts'

const tally: Tally = { form: 'choice', people: 3, options: [] }
const closed = (id: string): FinderView => ({ id, open: false, revealed: false })
const open = (id: string): FinderView => ({ id, open: true, revealed: false })
const revealed = (id: string): FinderView => ({ id, open: false, revealed: true, tally })
const board = (more: Partial<SceneBoard> = {}): SceneBoard => ({
  ended: false,
  showing: null,
  finders: [closed('a'), closed('b'), closed('c')],
  stickers: 7,
  ...more,
})

test('people gather until the first sticker, then the map is shown', () => {
  expect(sceneOf(board({ stickers: 0 }))).toEqual({ is: 'gathering' })
  expect(sceneOf(board({ stickers: 1 }))).toEqual({ is: 'map' })
})

const activity = (kind: Activity['kind'], finder?: string): Activity => ({
  id: 'x',
  kind,
  title: 'X',
  state: 'open',
  ...(finder ? { finder } : {}),
})

test('an activity shows its words, then its own answers, and no others', () => {
  const tea = activity('break')
  expect(sceneOf(board({ activity: tea, finders: [revealed('a')] }))).toEqual({
    is: 'activity',
    activity: tea,
  })
  const vote = activity('vote', 'a')
  expect(sceneOf(board({ activity: vote }))).toMatchObject({ is: 'activity' })
  const seen = sceneOf(board({ activity: vote, finders: [revealed('a'), revealed('b')] }))
  expect(seen).toMatchObject({ is: 'tally', finder: { id: 'a' } })
  expect(sceneOf(board({ activity: tea, finders: [open('a')] }))).toMatchObject({ is: 'question' })
  const agenda = [{ ...vote, id: 'before' }, tea]
  const left = sceneOf(board({ activity: tea, agenda, finders: [open('a')] }))
  expect(left).toMatchObject({ is: 'activity' })
})

test('while people put stickers, the map is shown', () => {
  expect(sceneOf(board({ activity: activity('stickers') }))).toEqual({ is: 'map' })
  expect(sceneOf(board({ activity: activity('welcome'), stickers: 0 }))).toEqual({
    is: 'gathering',
  })
})

test('an open question is shown, also before the first sticker', () => {
  const scene = sceneOf(board({ stickers: 0, finders: [closed('a'), open('b'), closed('c')] }))
  expect(scene).toEqual({ is: 'question', finder: open('b') })
})

test('an open question goes before answers that are shown, and the last open one counts', () => {
  expect(sceneOf(board({ finders: [open('a'), revealed('b')] }))).toMatchObject({
    finder: { id: 'a' },
  })
  expect(sceneOf(board({ finders: [open('a'), open('b')] }))).toMatchObject({ finder: { id: 'b' } })
})

test('an open question whose answers are shown is a tally that still grows', () => {
  const both = { ...revealed('a'), open: true }
  expect(sceneOf(board({ finders: [both] }))).toEqual({ is: 'tally', finder: both, tally })
})

test('of several shown tallies the last in the definition’s order is on the screen', () => {
  const scene = sceneOf(board({ finders: [revealed('a'), revealed('b'), closed('c')] }))
  expect(scene).toMatchObject({ is: 'tally', finder: { id: 'b' } })
})

test('a shown area goes before questions, and the end before everything', () => {
  const busy = { showing: 'govan', finders: [open('a')] }
  expect(sceneOf(board(busy))).toEqual({ is: 'area', area: 'govan' })
  expect(sceneOf(board({ ...busy, ended: true }))).toEqual({ is: 'ended' })
})

test('answers that are said to be shown but did not come leave the map', () => {
  expect(sceneOf(board({ finders: [{ id: 'a', open: false, revealed: true }] }))).toEqual({
    is: 'map',
  })
})
