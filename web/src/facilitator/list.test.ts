import { expect, test } from 'vitest'
import type { StickerView } from '../wire/types.ts'
import { wantedStickers } from './list.ts'

const stickers: StickerView[] = [
  { seq: 1, kind: 'lived', area: 'govan', at: [0, 0], note: 'Café by the ferry' },
  { seq: 2, kind: 'visited', area: 'govan', at: [0, 0], hidden: true },
  { seq: 3, kind: 'visited', area: null, at: [0, 0] },
]
const kept: StickerView[] = [
  {
    seq: 4,
    kind: 'lived',
    area: 'govan',
    at: [0, 0],
    note: 'Ask for Jean',
    note_standing: { is: 'hidden', reason: 'private' },
  },
  {
    seq: 5,
    kind: 'lived',
    area: 'govan',
    at: [0, 0],
    note: 'By the mill',
    note_standing: { is: 'waiting' },
  },
]
const nameOf = (area: string | null) => (area === 'govan' ? 'Govan' : 'Outside')
const find = (wanted: Partial<Parameters<typeof wantedStickers>[1]>) =>
  wantedStickers(stickers, { typed: '', kind: '', which: 'all', ...wanted }, nameOf).map(
    ({ seq }) => seq,
  )

test('the newest stickers come first', () => expect(find({})).toEqual([3, 2, 1]))

test('stickers are found by area, by words without accents, by kind and by what hides them', () => {
  expect(find({ typed: 'govan' })).toEqual([2, 1])
  expect(find({ typed: 'ferry CAFE' })).toEqual([1])
  expect(find({ kind: 'visited' })).toEqual([3, 2])
  expect(find({ which: 'words' })).toEqual([1])
  expect(find({ which: 'hidden' })).toEqual([2])
})

test('R5.20 among what is hidden are stickers of which only the words are', () => {
  const hidden = wantedStickers(
    [...stickers, ...kept],
    { typed: '', kind: '', which: 'hidden' },
    nameOf,
  )
  expect(hidden.map(({ seq }) => seq)).toEqual([4, 2])
})
