import { expect, test } from 'vitest'
import { wordLook } from './look.ts'
import type { Point } from './projection.ts'
import { setWords, type Sheet, type Word } from './printed.ts'

const sheet: Sheet = {
  toScreen: (ground) => ground,
  area: { x0: -200, y0: -150, x1: 600, y1: 450 },
  view: { x0: 4, y0: 4, x1: 396, y1: 296 },
  metresToPixel: 5,
  larger: 1,
  blocked: [],
}

const landmark = (name: string, ground: Point): Word => ({
  name,
  kind: 'landmark',
  ground,
  look: wordLook('landmark', 'health'),
})

/** Where the letters of a word lie, from left to right. */
function reach({ name, look }: Word, x: number): [number, number] {
  const half = (name.length * look.size * 0.6) / 2
  return [x - half, x + half]
}

test.each([
  ['left', 20],
  ['right', 380],
])('a word at the %s edge of the view is set whole, still beside its point', (_, x) => {
  const word = landmark('Drumchapel Health Centre', [x, 100])
  const [set] = setWords([word], sheet)
  const [from, to] = reach(word, set?.x ?? 0)
  expect(from).toBeGreaterThanOrEqual(sheet.view.x0 - 0.01)
  expect(to).toBeLessThanOrEqual(sheet.view.x1 + 0.01)
  expect(set?.at).toEqual([x, 100])
  expect(from).toBeLessThanOrEqual(x)
  expect(to).toBeGreaterThanOrEqual(x)
})

test('a word that the edge of the view would cut off is left out', () => {
  const words = [
    landmark('Under the lower edge', [200, 290]),
    landmark('Over the upper edge', [200, 2]),
    landmark('Its point is beyond the edge', [-10, 100]),
    landmark('Longer than the view is wide. '.repeat(3), [200, 150]),
  ]
  expect(setWords(words, sheet)).toEqual([])
})

test('a word that is not seen yet stays for who moves the map', () => {
  const [set] = setWords([landmark('Far away', [500, 100])], sheet)
  expect(set?.x).toBe(500)
})

test('a word that was moved aside still heeds what is there', () => {
  const word = landmark('Drumchapel Health Centre', [20, 100])
  const there = { x0: 140, y0: 90, x1: 160, y1: 130 }
  expect(setWords([word], { ...sheet, blocked: [there] })).toEqual([])
})
