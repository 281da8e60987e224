import { inside, nearestEdge } from './geometry.ts'
import type { Line } from './paths.ts'
import type { Point } from './projection.ts'

/** How near to an outline a tap still means the area, in CSS pixels: half a touch target. */
export const FINGER = 22

/** What picking needs to know of an area. */
export type Target = { id: string; size: number; polygons: readonly (readonly Line[])[] }

/**
 * Gives the areas that a point means, the smallest first: those that contain it, and those whose
 * outline is within `reach` ground units.
 */
export function areasNear(targets: readonly Target[], point: Point, reach: number): string[] {
  return targets
    .filter(({ polygons }) => polygons.some((rings) => isNear(rings, point, reach)))
    .sort((a, b) => a.size - b.size || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

function isNear(rings: readonly Line[], point: Point, reach: number): boolean {
  if (inside(rings, point)) return true
  return reach > 0 && nearestEdge(rings, point).far <= reach
}
