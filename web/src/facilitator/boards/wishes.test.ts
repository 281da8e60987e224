import { expect, test } from 'vitest'
import type { StartOffer, StickerKind } from '../../wire/types.ts'
import { moved } from './order.ts'
import { begun, emptyDraft, missing, type StepDraft, wishesOf } from './wishes.ts'

const lived: StickerKind = {
  id: 'lived',
  label: 'I lived here',
  short: 'lived here',
  precision: 'area',
  shape: 'house',
  colour: 'coral',
}
const full: StartOffer = {
  start: 'full',
  title: 'GoWell',
  kinds: [lived, { ...lived, id: 'visited', label: 'I visited', short: 'visited', shape: 'star' }],
  agenda: ['tea', 'map', 'bye'].map((id) => ({ id, kind: 'break', title: id })),
}
const short: StartOffer = { ...full, start: 'short', kinds: [lived], agenda: [] }
const empty = emptyDraft(full)
const named = { ...empty, title: ' Park ' }

/** The steps, some of them left out. */
function without(...ids: string[]): readonly StepDraft[] {
  return empty.steps.map(({ step }) => ({ step, out: ids.includes(step.id) }))
}

test('R9.1 a board needs a title, places and a legend', () => {
  expect(missing(empty)).toEqual(['title'])
  expect(missing(named)).toEqual([])
  expect(missing({ ...named, places: 'some' })).toEqual(['places'])
  expect(missing({ ...named, places: 'file' })).toEqual(['places'])
  const kinds = empty.kinds.map((kind) => ({ ...kind, out: true }))
  expect(missing({ ...named, kinds })).toEqual(['kinds'])
})

test('R9.10 a kind needs words, and a shape that no other has', () => {
  const [first, second] = empty.kinds
  if (!first || !second) throw new Error('no kinds')
  expect(missing({ ...named, kinds: [{ ...first, label: ' ' }, second] })).toEqual(['kind'])
  const twin = { ...second, shape: first.shape }
  expect(missing({ ...named, kinds: [first, twin] })).toEqual(['kind'])
  expect(missing({ ...named, kinds: [{ ...first, out: true }, twin] })).toEqual([])
})

test('R9.1 only what differs from the first start is asked for', () => {
  expect(wishesOf(named, full, true)).toEqual({ title: 'Park' })
  const file = { name: 'a.geojson', text: '{}' }
  const other = { ...named, places: 'file' as const, file, steps: without('tea', 'map', 'bye') }
  expect(wishesOf(other, full, true)).toEqual({
    title: 'Park',
    geojson: '{}',
    without_agenda: true,
  })
  const some = { ...named, places: 'some' as const, areas: new Set(['govan']), file }
  expect(wishesOf(some, full, true)).toEqual({ title: 'Park', areas: ['govan'] })
})

test('R9.11 the chosen steps are asked for in the order in which they stand', () => {
  const draft = { ...named, steps: without('map') }
  expect(wishesOf(draft, full, true)).toEqual({ title: 'Park', activities: ['tea', 'bye'] })
  const other = { ...draft, steps: moved(draft.steps, 2, -1) }
  expect(wishesOf(other, full, true)).toEqual({ title: 'Park', activities: ['tea', 'bye'] })
  const last = { ...other, steps: moved(other.steps, 1, -1) }
  expect(wishesOf(last, full, true)).toEqual({ title: 'Park', activities: ['bye', 'tea'] })
})

test('R9.10 R9.11 all of them in another order are asked for, and in the same order not', () => {
  const draft = { ...named, kinds: moved(named.kinds, 0, 1), steps: moved(named.steps, 0, 1) }
  const asked = {
    title: 'Park',
    kinds: ['visited', 'lived'],
    activities: ['map', 'tea', 'bye'],
  }
  expect(wishesOf(draft, full, true)).toEqual(asked)
  const back = { ...draft, kinds: moved(draft.kinds, 0, 1), steps: moved(draft.steps, 0, 1) }
  expect(wishesOf(back, full, true)).toEqual({ title: 'Park' })
})

test('R9.12 another start brings its own legend and steps', () => {
  const draft = { ...named, ...begun(short) }
  expect(wishesOf(draft, short, false)).toEqual({ title: 'Park', start: 'short' })
})
