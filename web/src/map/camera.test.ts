import { expect, test } from 'vitest'
import { clamped, dragged, fit, toGround, toScreen, zoomed } from './camera.ts'

const frame = { width: 400, height: 600, inset: { top: 0, right: 0, bottom: 200, left: 0 } }
const box = { x0: 0, y0: 0, x1: 1000, y1: 500 }
const limits = { box, minScale: 0.2, maxScale: 4 }

test('fitting shows all of a box in what is not covered', () => {
  const camera = fit(box, frame)
  expect(camera.scale).toBeCloseTo(0.4)
  expect(toScreen(camera, frame, [0, 0])).toEqual([0, 100])
  expect(toScreen(camera, frame, [1000, 500])).toEqual([400, 300])
})

test('zooming keeps the ground under the finger, also at the limit', () => {
  const camera = fit(box, frame)
  for (const factor of [2, 1000, 0.001]) {
    const before = toGround(camera, frame, [90, 80])
    const after = toGround(zoomed(camera, frame, limits, factor, [90, 80]), frame, [90, 80])
    expect(after[0]).toBeCloseTo(before[0])
    expect(after[1]).toBeCloseTo(before[1])
  }
  expect(zoomed(camera, frame, limits, 1000, [0, 0]).scale).toBe(4)
})

test('dragging right shows what lies to the left, and nobody gets lost', () => {
  const camera = { x: 500, y: 250, scale: 2 }
  expect(dragged(camera, 100, -50)).toEqual({ x: 450, y: 275, scale: 2 })
  expect(clamped({ x: -9999, y: 9999, scale: 2 }, limits)).toEqual({ x: 0, y: 500, scale: 2 })
})
