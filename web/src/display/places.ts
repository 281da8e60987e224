import type { Counts } from '../store/index.ts'
import type { Area, AreaId, Definition, KindId, StickerView } from '../wire/types.ts'

/** A study area with its number of stickers. */
export type Place = { area: Area; count: number }

/** Gives the areas with stickers: most first, equals in the definition's order. */
export function places(definition: Definition, counts: Counts): Place[] {
  return definition.areas
    .map((area) => ({ area, count: totalIn(counts, area.id) }))
    .filter((place) => place.count > 0)
    .sort((one, other) => other.count - one.count)
}

/** Gives how many stickers of each kind lie in an area. */
export function kindsIn(counts: Counts, area: AreaId): ReadonlyMap<KindId, number> {
  return counts.areas.get(area) ?? new Map()
}

/** Gives stickers of an area that carry words, the newest first, at most `most`. */
export function notesIn(
  stickers: Iterable<StickerView>,
  area: AreaId,
  most: number,
): StickerView[] {
  return [...stickers]
    .filter((sticker) => sticker.area === area && sticker.note && !sticker.hidden)
    .sort((one, other) => other.seq - one.seq)
    .slice(0, most)
}

function totalIn(counts: Counts, area: AreaId): number {
  let total = 0
  for (const count of kindsIn(counts, area).values()) total += count
  return total
}
