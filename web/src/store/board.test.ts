import { expect, test, vi } from 'vitest'
import { digestPart } from '../wire/digest.ts'
import type { Change, StickerView } from '../wire/types.ts'
import { type BoardWatcher, createBoard } from './board.ts'
import { snapshot } from './testing.ts'

const sticker = (seq: number, more: Partial<StickerView> = {}): StickerView => ({
  seq,
  kind: 'visited',
  area: 'red-road',
  at: [-420000, 5588000],
  ...more,
})
const put = (one: StickerView): Change => ({ t: 'sticker', ...one })

const watching = () => ({
  onAdded: vi.fn<BoardWatcher['onAdded']>(),
  onRemoved: vi.fn<BoardWatcher['onRemoved']>(),
})

function loaded() {
  const board = createBoard()
  board.load(snapshot())
  return board
}

test('R6.1 a frame is applied only to the rev that it starts from', () => {
  const board = loaded()
  expect(board.apply(3, 4, [put(sticker(4))])).toBe(false)
  expect(board.stickers.size).toBe(1)
  expect(board.apply(2, 3, [put(sticker(3))])).toBe(true)
  expect(board.at.value?.rev).toBe(3)
  expect(createBoard().apply(0, 1, [])).toBe(false)
})

test('R6.4 a change applied twice does nothing more', () => {
  const board = loaded()
  board.apply(2, 3, [put(sticker(3))])
  const before = { digest: board.digest(), counts: board.counts.value }
  board.apply(3, 4, [put(sticker(3)), { t: 'sticker_gone', seq: 99 }])
  expect({ digest: board.digest(), counts: board.counts.value }).toEqual(before)
})

test('counts follow, by kind and by area, and leave hidden stickers out', () => {
  const board = loaded()
  board.apply(2, 4, [put(sticker(3)), put(sticker(4, { hidden: true }))])
  expect(board.counts.value.total).toBe(2)
  expect(board.counts.value.kinds).toEqual(
    new Map([
      ['lived', 1],
      ['visited', 1],
    ]),
  )
  board.apply(4, 5, [put(sticker(3, { kind: 'lived', area: 'govan' }))])
  expect(board.counts.value.areas.get('govan')).toEqual(new Map([['lived', 2]]))
  board.apply(5, 6, [
    { t: 'sticker_gone', seq: 3 },
    { t: 'sticker_gone', seq: 1 },
  ])
  expect(board.counts.value.total).toBe(0)
  expect(board.counts.value.areas.get('govan')).toEqual(new Map())
})

test('R7.2 the digest follows every change, hidden stickers included', () => {
  const board = loaded()
  board.apply(2, 3, [put(sticker(3)), put(sticker(2, { hidden: true }))])
  board.apply(3, 4, [{ t: 'sticker_gone', seq: 3 }])
  const parts = [...board.stickers.values()].map(digestPart)
  expect(board.digest()).toBe(parts.reduce((sum, part) => (sum + part) >>> 0, 0))
})

test('a watcher gets everything first, then batches; a changed sticker leaves and comes', () => {
  const board = loaded()
  const watcher = watching()
  const stop = board.watch(watcher)
  expect(watcher.onAdded).toHaveBeenCalledExactlyOnceWith([board.stickers.get(1)], false)
  board.apply(2, 4, [put(sticker(3)), put(sticker(4))])
  expect(watcher.onAdded).toHaveBeenLastCalledWith([sticker(3), sticker(4)], true)
  board.apply(4, 5, [put(sticker(3, { kind: 'lived' }))])
  expect(watcher.onRemoved).toHaveBeenLastCalledWith([3])
  stop()
  board.apply(5, 6, [{ t: 'sticker_gone', seq: 3 }])
  expect(watcher.onRemoved).toHaveBeenCalledOnce()
})

test('a fresh snapshot moves only what differs', () => {
  const board = loaded()
  board.apply(2, 3, [put(sticker(3))])
  const watcher = watching()
  board.watch(watcher)
  watcher.onAdded.mockClear()
  board.load(snapshot())
  expect(watcher.onAdded).not.toHaveBeenCalled()
  expect(watcher.onRemoved).toHaveBeenCalledExactlyOnceWith([3])
})

test('the rest of the board follows too, and unknown changes are skipped', () => {
  const board = loaded()
  board.apply(2, 3, [
    { t: 'locked', locked: true },
    { t: 'showing', area: 'govan' },
    { t: 'finder', id: 'line', open: false, revealed: true },
    { t: 'ended', ended: true },
    { t: 'names', names: ['Ali', 'Jean'], guest_names: [{ guest: 'a1', name: 'Jean' }] },
    { t: 'defined', definition: 'd2' },
    { t: 'weather' } as unknown as Change,
  ])
  expect(board.locked.value && board.ended.value).toBe(true)
  expect(board.showing.value).toBe('govan')
  expect(board.finders.value).toEqual([{ id: 'line', open: false, revealed: true }])
  expect(board.names.value).toEqual(['Ali', 'Jean'])
  expect(board.guestNames.value).toEqual([{ guest: 'a1', name: 'Jean' }])
  expect(board.definition.value).toBe('d2')
})
