import type { Point, Projection } from './projection.ts'
import type { Sticker } from './types.ts'

/** A sticker with its place on the flat map. */
export type Placed = Sticker & { ground: Point }

/** All the stickers of the map, and how many of each kind lie on each area. */
export type Pile = {
  readonly size: number
  /** Puts a sticker in or replaces it; gives it with its place. */
  put(sticker: Sticker): Placed
  take(seq: number): boolean
  get(seq: number): Placed | undefined
  all(): IterableIterator<Placed>
  /** How many shown stickers of a kind lie on an area. */
  count(area: string, kind: string): number
  total(area: string): number
  /** Gives the areas whose counts changed since this was last asked. */
  changed(): string[]
  clear(): void
}

/** Makes an empty pile. Hidden stickers lie on it but are not counted. */
export function makePile({ toGround }: Projection): Pile {
  const stickers = new Map<number, Placed>()
  const counts = new Map<string, Map<string, number>>()
  let touched = new Set<string>()

  const tally = ({ area, kind, hidden }: Sticker, by: number) => {
    if (area === null || hidden) return
    const row = counts.get(area) ?? new Map<string, number>()
    row.set(kind, (row.get(kind) ?? 0) + by)
    counts.set(area, row)
    touched.add(area)
  }
  const take = (seq: number): boolean => {
    const old = stickers.get(seq)
    if (old) tally(old, -1)
    return stickers.delete(seq)
  }
  const count = (area: string, kind: string) => counts.get(area)?.get(kind) ?? 0
  return {
    get size() {
      return stickers.size
    },
    put(sticker) {
      take(sticker.seq)
      const placed = { ...sticker, ground: toGround(sticker.at[0], sticker.at[1]) }
      stickers.set(sticker.seq, placed)
      tally(sticker, 1)
      return placed
    },
    take,
    get: (seq) => stickers.get(seq),
    all: () => stickers.values(),
    count,
    total: (area) => [...(counts.get(area)?.values() ?? [])].reduce((sum, one) => sum + one, 0),
    changed() {
      const areas = [...touched]
      touched = new Set()
      return areas
    },
    clear() {
      for (const area of counts.keys()) touched.add(area)
      counts.clear()
      stickers.clear()
    },
  }
}
