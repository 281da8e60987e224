import { expect, test } from 'vitest'
import { type Box, cross, overlap } from './geometry.ts'
import { leaderEnd, placeLabels, type Room, type Wish } from './placement.ts'

/** Sixteen areas as crowded as Glasgow's at the city overview, in parts of the map's width. */
const crowd = [
  [0.14, 0.2, 0.18],
  [0.15, 0.46, 0.08],
  [0.17, 0.46, 0.02],
  [0.34, 0.67, 0.07],
  [0.52, 0.81, 0.02],
  [0.44, 0.99, 0.05],
  [0.47, 0.97, 0.01],
  [0.66, 0.65, 0.04],
  [0.69, 0.6, 0.05],
  [0.67, 0.77, 0.01],
  [0.77, 0.79, 0.23],
  [0.8, 0.49, 0.1],
  [0.81, 0.52, 0.02],
  [0.88, 0.61, 0.1],
  [0.9, 0.69, 0.1],
  [0.73, 1.19, 0.17],
] as const

function wishes(width: number, top: number, label: [number, number]): Wish[] {
  return crowd.map(([x, y, size]) => {
    const [midX, midY] = [x * width, top + y * width * 0.75]
    const half = (size * width) / 2
    return {
      width: label[0],
      height: label[1],
      anchor: [midX, midY],
      own: { x0: midX - half, y0: midY - half, x1: midX + half, y1: midY + half },
    }
  })
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, at) => items.slice(at + 1).map((other): [T, T] => [one, other]))
}

const phone: Room = {
  view: { x0: 4, y0: 4, x1: 386, y1: 596 },
  blocked: [{ x0: 332, y0: 446, x1: 380, y1: 590 }],
}
const display: Room = { view: { x0: 4, y0: 4, x1: 1916, y1: 1076 }, blocked: [] }

test.each([
  ['a phone', phone, wishes(390, 100, [84, 44])],
  ['a display', display, wishes(1250, 0, [230, 108])],
])('on %s no label lies on another, on a button or outside', (_, room, wanted) => {
  const boxes = placeLabels(wanted, room)
  for (const [one, other] of pairs(boxes)) expect(overlap(one, other)).toBe(0)
  for (const box of boxes) {
    for (const blocked of room.blocked) expect(overlap(box, blocked)).toBe(0)
    expect(overlap(box, room.view)).toBeCloseTo((box.x1 - box.x0) * (box.y1 - box.y0))
  }
})

test('leader lines do not cross', () => {
  const wanted = wishes(390, 100, [84, 44])
  const lines = placeLabels(wanted, phone).map((box, at) => {
    const from = wanted[at]?.anchor ?? [0, 0]
    return [from, leaderEnd(box, from)] as const
  })
  for (const [[a, b], [c, d]] of pairs(lines)) expect(cross(a, b, c, d)).toBe(false)
})

test('the same wishes give the same places', () => {
  const wanted = wishes(390, 100, [84, 44])
  expect(placeLabels(wanted, phone)).toEqual(placeLabels(wanted, phone))
})

test('a label that stood well stays where it was', () => {
  const wanted = wishes(1250, 0, [230, 108])
  const first = placeLabels(wanted, display)
  const again = wanted.map((wish, at): Wish => {
    const box = first[at] as Box
    return { ...wish, before: [box.x0 - wish.anchor[0], box.y0 - wish.anchor[1]] }
  })
  expect(placeLabels(again, display)).toEqual(first)
})

test('a label may stand on a roomy area, but not over its stickers', () => {
  const wish: Wish = {
    width: 80,
    height: 44,
    anchor: [190, 300],
    own: { x0: 100, y0: 210, x1: 280, y1: 390 },
  }
  const [on] = placeLabels([wish], phone)
  expect(on).toEqual({ x0: 150, y0: 278, x1: 230, y1: 322 })
  const [beside] = placeLabels([{ ...wish, open: true }], phone)
  expect(overlap(beside as Box, wish.own)).toBe(0)
})
