import type { Placed } from './pile.ts'
import type { Point } from './projection.ts'

/** At most so many single stickers are drawn at once. */
export const MOST_MARKS = 300

/** What is in view, and which stickers are worth drawing one by one. */
export type Scene = {
  toScreen(ground: Point): Point
  width: number
  height: number
  /** CSS pixels per ground unit. */
  scale: number
  /** How far beyond the window stickers are still drawn, in CSS pixels. */
  margin: number
  /** Side of the square in which one sticker stands for those beneath it, in CSS pixels. */
  cell: number
  /** How wide a sticker is drawn, in CSS pixels. */
  size: number
  /** Whether an area is large enough on the screen to show its stickers singly. */
  isOpen(area: string | null): boolean
}

/** A sticker to draw and where on the screen. */
export type Spot = { sticker: Placed; at: Point }

/**
 * Chooses which stickers to draw: one's own first, then the oldest, one to a cell, so that what is
 * shown stays when more arrive. Cells grow until all chosen ones are at most `MOST_MARKS`.
 */
export function choose(stickers: Iterable<Placed>, scene: Scene): Spot[] {
  const seen = inView(stickers, scene)
  for (let cell = scene.cell; ; cell *= 1.5) {
    const spots = thin(seen, cell / scene.scale)
    if (spots.length <= MOST_MARKS) return spots
    if (cell > scene.width) return spots.slice(0, MOST_MARKS)
  }
}

/**
 * Gives the number of the cell that a point lies in. Cells belong to the ground, so that moving the
 * view changes nothing about who stands for whom.
 */
export function cellOf([x, y]: Point, cell: number): number {
  return Math.floor(x / cell) * 100_003 + Math.floor(y / cell)
}

function inView(stickers: Iterable<Placed>, scene: Scene): Spot[] {
  const { margin, width, height } = scene
  const own: Spot[] = []
  const others: Spot[] = []
  for (const sticker of stickers) {
    if (!sticker.mine && !scene.isOpen(sticker.area)) continue
    const at = scene.toScreen(sticker.ground)
    if (at[0] < -margin || at[0] > width + margin) continue
    if (at[1] < -margin || at[1] > height + margin) continue
    ;(sticker.mine ? own : others).push({ sticker, at })
  }
  return own.concat(others)
}

function thin(spots: readonly Spot[], cell: number): Spot[] {
  const taken = new Set<number>()
  return spots.filter(({ sticker }) => {
    const key = cellOf(sticker.ground, cell)
    if (taken.has(key) && !sticker.mine) return false
    taken.add(key)
    return true
  })
}
