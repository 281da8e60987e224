import { expect, test } from 'vitest'
import { areasNear } from './pick.ts'
import { readPlaces } from './places.ts'
import { projection } from './projection.ts'
import { sample } from './sample.ts'

const flat = projection(sample.bounds)
const places = readPlaces(sample, flat)
const at = (lon: number, lat: number, reach: number) =>
  areasNear(places, flat.toGround(lon, lat), reach)

test('where areas overlap the smallest comes first', () => {
  expect(at(-427_900, 5_582_100, 0)).toEqual(['small', 'wide'])
  expect(at(-426_000, 5_584_000, 0)).toEqual(['wide'])
})

test('a finger near a small outline means it', () => {
  expect(at(-428_150, 5_582_100, 0)).toEqual(['wide'])
  expect(at(-428_150, 5_582_100, 200)).toEqual(['small', 'wide'])
})

test('in a hole one is on nothing, unless the edge is within reach', () => {
  expect(at(-423_000, 5_582_000, 0)).toEqual([])
  expect(at(-423_000, 5_582_000, 600)).toEqual(['ring'])
})
