import { expect, test } from 'vitest'
import type { Area, Definition, StickerKind } from '../wire/types.ts'
import { areaAt, middleOf, placeOf, rounded, snap } from './where.ts'

const square = (id: string, x: number, y: number, size: number): Area => ({
  id,
  name: id,
  also: [],
  type: 'T',
  note: null,
  centre: [x + size / 2, y + size / 2],
  size_m2: size * size,
  polygons: [[[x, y, size, 0, 0, size, -size, 0, 0, -size]]],
})

const definition: Definition = {
  id: 'd',
  title: 'Town',
  language: 'en',
  welcome: { heading: '', text: '' },
  attribution: [],
  bounds: [0, 0, 10_000, 10_000],
  street_grid: [160, 90],
  area_types: [],
  // The flats lie around the middle of what surrounds them.
  areas: [square('around', 0, 0, 4000), square('flats', 1500, 1500, 1000)],
  kinds: [],
  finders: [],
  base: { step: 1, layers: [], labels: [] },
}

const kind = (precision: StickerKind['precision']): StickerKind => ({
  id: precision,
  label: '',
  short: '',
  precision,
  shape: 'house',
  colour: 'coral',
})

test.each([
  [0, 160, 0],
  [79, 160, 0],
  [80, 160, 160],
  [-80, 160, 0],
  [-81, 160, -160],
  [-425_633, 160, -425_600],
  [44, 91, 0],
  [46, 91, 91],
  [7, 1, 7],
])('R5.2 %i on a grid of %i is %i, as on the server', (value, step, nearest) => {
  expect(snap(value, step)).toBe(nearest)
})

test('R5.2 only a street kind is rounded', () => {
  expect(rounded(definition, kind('street'), [1000, 1000])).toEqual([960, 990])
  expect(rounded(definition, kind('exact'), [1000, 1000])).toEqual([1000, 1000])
})

test('R5.1 an area kind sends its area and never a point', () => {
  expect(placeOf(definition, kind('area'), { area: 'flats' })).toEqual({ area: 'flats' })
  expect(placeOf(definition, kind('area'), { at: [2000, 2000] })).toBeUndefined()
})

test('R5.4 of several areas the smallest is meant', () => {
  expect(areaAt(definition, [2000, 2000])?.id).toBe('flats')
  expect(areaAt(definition, [100, 100])?.id).toBe('around')
  expect(areaAt(definition, [9000, 9000])).toBeNull()
})

test.each(['around', 'flats'])('the middle of %s is in it, also when rounded', (id) => {
  for (const precision of ['street', 'exact'] as const) {
    const at = middleOf(definition, kind(precision), id)
    expect(at && areaAt(definition, rounded(definition, kind(precision), at))?.id).toBe(id)
  }
  expect(middleOf(definition, kind('exact'), 'nowhere')).toBeUndefined()
})
