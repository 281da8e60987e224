import { expect, test } from 'vitest'
import { makePile } from './pile.ts'
import { projection } from './projection.ts'
import { sample, sticker } from './sample.ts'
import { choose, MOST_MARKS, type Scene } from './spread.ts'

const flat = projection(sample.bounds)

test('counts follow what is put, replaced, hidden and taken', () => {
  const pile = makePile(flat)
  pile.put(sticker(1))
  pile.put(sticker(2))
  pile.put(sticker(3, { kind: 'visited', area: 'small' }))
  pile.put(sticker(4, { area: null }))
  expect(pile.count('wide', 'lived')).toBe(2)
  expect(pile.total('small')).toBe(1)
  pile.put(sticker(2, { area: 'small' }))
  expect(pile.count('wide', 'lived')).toBe(1)
  expect(pile.total('small')).toBe(2)
  pile.put(sticker(1, { hidden: true }))
  expect(pile.total('wide')).toBe(0)
  expect(pile.take(2)).toBe(true)
  expect(pile.take(2)).toBe(false)
  expect(pile.total('small')).toBe(1)
  expect(pile.size).toBe(3)
})

test('changed areas are named once', () => {
  const pile = makePile(flat)
  pile.put(sticker(1))
  pile.put(sticker(2))
  expect(pile.changed()).toEqual(['wide'])
  expect(pile.changed()).toEqual([])
  pile.clear()
  expect(pile.changed()).toEqual(['wide'])
})

const scene = (more: Partial<Scene> = {}): Scene => ({
  toScreen: ([x, y]) => [x, y],
  width: 10_000,
  height: 12_000,
  scale: 1,
  margin: 0,
  size: 24,
  cell: 16,
  isOpen: () => true,
  ...more,
})

function pileOf(count: number) {
  const pile = makePile(flat)
  for (let seq = 1; seq <= count; seq++) {
    const at: [number, number] = [-430_000 + ((seq * 37) % 10_000), 5_580_000 + ((seq * 53) % 6000)]
    pile.put(sticker(seq, { at }))
  }
  return pile
}

test('at most 300 of 5,000 are drawn, always the same', () => {
  const pile = pileOf(5000)
  const first = choose(pile.all(), scene()).map(({ sticker: { seq } }) => seq)
  expect(first.length).toBeGreaterThan(80)
  expect(first.length).toBeLessThanOrEqual(MOST_MARKS)
  expect(choose(pile.all(), scene()).map(({ sticker: { seq } }) => seq)).toEqual(first)
})

test('one to a cell, the oldest; moving the view changes nothing about that', () => {
  const pile = makePile(flat)
  pile.put(sticker(1))
  pile.put(sticker(2))
  const seqs = (more: Partial<Scene>) =>
    choose(pile.all(), scene(more)).map((spot) => spot.sticker.seq)
  expect(seqs({})).toEqual([1])
  expect(seqs({ toScreen: ([x, y]) => [x + 7, y + 7] })).toEqual([1])
})

test('on small areas only one’s own are drawn singly', () => {
  const pile = makePile(flat)
  pile.put(sticker(1))
  pile.put(sticker(2, { mine: true }))
  pile.put(sticker(3, { area: null, at: [-422_000, 5_585_000] }))
  const spots = choose(pile.all(), scene({ isOpen: (area) => area === null }))
  expect(spots.map((spot) => spot.sticker.seq)).toEqual([2, 3])
})
