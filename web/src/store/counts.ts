import type { AreaId, KindId, StickerView } from '../wire/types.ts'

/** How many stickers everybody sees: in all, of each kind, and of each kind in each area. */
export type Counts = {
  readonly total: number
  readonly kinds: ReadonlyMap<KindId, number>
  readonly areas: ReadonlyMap<AreaId, ReadonlyMap<KindId, number>>
}

export const noCounts: Counts = { total: 0, kinds: new Map(), areas: new Map() }

/** Gives the counts after some stickers left and others came. Hidden ones never count. */
export function recount(
  counts: Counts,
  gone: readonly StickerView[],
  come: readonly StickerView[],
): Counts {
  const kinds = new Map(counts.kinds)
  const areas = new Map(counts.areas)
  const touched = new Map<AreaId, Map<KindId, number>>()
  let total = counts.total
  const count = ({ kind, area, hidden }: StickerView, step: number) => {
    if (hidden) return
    total += step
    bump(kinds, kind, step)
    if (area === null) return
    const own = touched.get(area) ?? new Map(areas.get(area))
    touched.set(area, own)
    areas.set(area, own)
    bump(own, kind, step)
  }
  for (const sticker of gone) count(sticker, -1)
  for (const sticker of come) count(sticker, 1)
  return { total, kinds, areas }
}

function bump(map: Map<string, number>, key: string, step: number): void {
  const next = (map.get(key) ?? 0) + step
  if (next > 0) map.set(key, next)
  else map.delete(key)
}
