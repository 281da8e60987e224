import { expect, test } from 'vitest'
import { boxOf, inside, nearestEdge } from './geometry.ts'
import { decode, pathData } from './paths.ts'
import { projection } from './projection.ts'
import { sample } from './sample.ts'

const flat = projection(sample.bounds)

test('the north-west corner is 0,0 and east and south are positive', () => {
  expect(flat.toGround(-430_000, 5_586_000)).toEqual([0, 0])
  const [x, y] = flat.toGround(-420_000, 5_580_000)
  expect(x).toBe(10_000)
  // At 55.8° Mercator stretches by 1/cos: 6000 units of latitude are about 10,680 high.
  expect(y).toBeGreaterThan(10_600)
  expect(y).toBeLessThan(10_750)
})

test('every whole position comes back as itself', () => {
  for (const at of [
    [-430_000, 5_580_000],
    [-425_432, 5_583_217],
    [-420_000, 5_586_000],
  ] as const) {
    expect(flat.toPosition(flat.toGround(at[0], at[1]))).toEqual(at)
  }
})

test('a unit is 0.63 m east-west at Glasgow', () => {
  expect(flat.metres).toBeCloseTo(0.625, 2)
})

test('delta-coded paths add up', () => {
  const plain = { ...flat, toGround: (lon: number, lat: number) => [lon, lat] as const }
  expect(decode([10, 20, 1, 2, -3, 4], plain)).toEqual([10, 20, 11, 22, 8, 26])
  expect(decode([], plain)).toEqual([])
})

test('path data is relative, whole and closed for rings; rounding does not add up', () => {
  expect(pathData([[0.4, 0.4, 1.6, 0.4, 2.4, 3]], true)).toBe('M0 0l2 0l0 3z')
  expect(
    pathData(
      [
        [1, 1, 2, 2],
        [5, 5, 6, 6],
      ],
      false,
    ),
  ).toBe('M1 1l1 1M5 5l1 1')
})

const outer = [0, 0, 10, 0, 10, 10, 0, 10, 0, 0]
const hole = [3, 3, 7, 3, 7, 7, 3, 7, 3, 3]

test('a hole is not inside', () => {
  expect(inside([outer, hole], [1, 1])).toBe(true)
  expect(inside([outer, hole], [5, 5])).toBe(false)
  expect(inside([outer, hole], [11, 5])).toBe(false)
})

test('the nearest edge is found on a line, not only at its ends', () => {
  expect(nearestEdge([outer], [5, 13])).toEqual({ at: [5, 10], far: 3 })
  expect(nearestEdge([outer, hole], [5, 4]).far).toBe(1)
  expect(boxOf([outer, hole])).toEqual({ x0: 0, y0: 0, x1: 10, y1: 10 })
})
