import { expect, test } from 'vitest'
import { KINDS_PER_BOARD, type StickerKind } from '../../wire/types.ts'
import { called, draftOf, isFull, type KindDraft, legendOf, newKind, twinOf } from './legend.ts'

const lived: StickerKind = {
  id: 'lived',
  label: 'I lived here',
  short: 'lived here',
  precision: 'area',
  shape: 'house',
  colour: 'coral',
}
const visited: StickerKind = { ...lived, id: 'visited', shape: 'star', colour: 'teal' }
const template = [lived, visited]
const kinds = template.map(draftOf)
const [first, second] = kinds as [KindDraft, KindDraft]

test('R9.10 a legend that nobody touched is not asked for', () => {
  expect(legendOf(kinds, template)).toBeUndefined()
  expect(legendOf([first, { ...second, out: true }], template)).toEqual(['lived'])
  expect(legendOf([second, first], template)).toEqual(['visited', 'lived'])
})

test('R9.10 what was changed keeps its id, and what is new has none', () => {
  const { id: _, ...look } = lived
  const renamed = called(first, 'I grew up here')
  const added = { ...called(newKind(kinds, 'k-1'), ' I work here '), shape: 'heart' as const }
  expect(legendOf([renamed, second, added], template)).toEqual([
    { ...look, id: 'lived', label: 'I grew up here', short: 'grew up here' },
    'visited',
    {
      label: 'I work here',
      short: 'work here',
      precision: 'area',
      shape: 'heart',
      colour: 'plum',
    },
  ])
})

test('what stands after a number follows the words, until somebody writes it', () => {
  const own = { ...called(first, 'A bench'), short: 'benches' }
  expect(called(own, 'A good bench').short).toBe('benches')
  expect(called({ ...own, short: '' }, 'I sit here').short).toBe('sit here')
})

test('R9.10 a new kind looks like no other and is as private as can be', () => {
  const added = newKind(kinds, 'k-1')
  expect(twinOf(added, [...kinds, added])).toBeUndefined()
  expect([added.precision, added.shape, added.colour]).toEqual(['area', 'heart', 'plum'])
})

test('a shape is free again when its kind is left out', () => {
  const twin = { ...second, shape: first.shape }
  expect(twinOf(twin, [first, twin])).toBe(first)
  expect(twinOf(first, [first, twin])).toBeUndefined()
  expect(twinOf(twin, [{ ...first, out: true }, twin])).toBeUndefined()
})

test('R9.10 there are as many kinds as a phone can show', () => {
  const many: KindDraft[] = [...kinds]
  while (!isFull(many)) many.push(newKind(many, `k-${many.length}`))
  expect(many).toHaveLength(KINDS_PER_BOARD)
  expect(new Set(many.map(({ shape }) => shape)).size).toBe(KINDS_PER_BOARD)
})
