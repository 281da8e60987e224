import { expect, test } from 'vitest'
import type { StickerView } from '../wire/types.ts'
import { typedAddress } from './address.ts'
import { notesIn } from './places.ts'

const sticker = (seq: number, more: Partial<StickerView>): StickerView => ({
  seq,
  kind: 'lived',
  area: 'govan',
  at: [0, 0],
  ...more,
})

test('notes of an area are the newest with words that are not hidden', () => {
  const stickers = [
    sticker(1, { note: 'old' }),
    sticker(2, {}),
    sticker(3, { note: 'elsewhere', area: null }),
    sticker(4, { note: 'hidden', hidden: true }),
    sticker(5, { note: 'new' }),
  ]
  expect(notesIn(stickers, 'govan', 9).map(({ note }) => note)).toEqual(['new', 'old'])
  expect(notesIn(stickers, 'govan', 1).map(({ note }) => note)).toEqual(['new'])
})

test('an address is shown as people type it', () => {
  expect(typedAddress('http://192.168.1.20:8080/#KWMTRP')).toBe('192.168.1.20:8080')
  expect(typedAddress('https://board.example/#KWMTRP')).toBe('board.example')
})
