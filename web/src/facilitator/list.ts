import type { StickerView } from '../wire/types.ts'
import { matches } from './search.ts'

/** What the facilitator looks for among the stickers; empty fields look for everything. */
export type Wanted = {
  typed: string
  kind: string
  which: 'all' | 'words' | 'hidden'
}

/**
 * Gives the stickers that are wanted, the newest first.
 *
 * `nameOf` gives the name of an area, by which stickers can be searched too.
 */
export function wantedStickers(
  stickers: Iterable<StickerView>,
  wanted: Wanted,
  nameOf: (area: string | null) => string,
): StickerView[] {
  const fits = (sticker: StickerView) =>
    (wanted.kind === '' || sticker.kind === wanted.kind) &&
    (wanted.which !== 'words' || Boolean(sticker.note)) &&
    (wanted.which !== 'hidden' || isHidden(sticker)) &&
    matches(wanted.typed, [nameOf(sticker.area), sticker.note ?? ''])
  const found = [...stickers].filter(fits)
  // oxlint-disable-next-line unicorn/no-array-sort -- toSorted is younger than the oldest browsers
  return found.sort((one, other) => other.seq - one.seq)
}

/** A sticker can be hidden as a whole, or only the words on it. */
function isHidden({ hidden, note_standing }: StickerView): boolean {
  return hidden === true || note_standing?.is === 'hidden'
}
