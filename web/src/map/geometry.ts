import type { Line } from './paths.ts'
import type { Point } from './projection.ts'

/** A rectangle. */
export type Box = { x0: number; y0: number; x1: number; y1: number }

/** Gives the box around lines. */
export function boxOf(lines: readonly Line[]): Box {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const line of lines) {
    for (let at = 0; at + 1 < line.length; at += 2) {
      box.x0 = Math.min(box.x0, line[at] ?? 0)
      box.x1 = Math.max(box.x1, line[at] ?? 0)
      box.y0 = Math.min(box.y0, line[at + 1] ?? 0)
      box.y1 = Math.max(box.y1, line[at + 1] ?? 0)
    }
  }
  return box
}

/** Gives the ground that two boxes share, 0 if none. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0)
  return width > 0 && height > 0 ? width * height : 0
}

/** Gives a box that is `by` larger on every side. */
export function grown({ x0, y0, x1, y1 }: Box, by: number): Box {
  return { x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by }
}

/** Whether a point lies in the rings by the even-odd rule: inside an outline, not in its holes. */
export function inside(rings: readonly Line[], [x, y]: Point): boolean {
  let odd = false
  for (const ring of rings) {
    eachEdge(ring, (x0, y0, x1, y1) => {
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) odd = !odd
    })
  }
  return odd
}

/** Gives the point of the outlines nearest to another point, and how far it is. */
export function nearestEdge(rings: readonly Line[], [x, y]: Point): { at: Point; far: number } {
  let at: Point = [x, y]
  let far = Infinity
  for (const ring of rings) {
    eachEdge(ring, (x0, y0, x1, y1) => {
      const length = (x1 - x0) ** 2 + (y1 - y0) ** 2
      const along = length ? ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length : 0
      const part = Math.max(0, Math.min(1, along))
      const near: Point = [x0 + part * (x1 - x0), y0 + part * (y1 - y0)]
      const away = Math.hypot(near[0] - x, near[1] - y)
      if (away < far) [at, far] = [near, away]
    })
  }
  return { at, far }
}

/** Whether two stretches cross. */
export function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
}

/** On which side of the line through two points a third one lies: -1, 0 or 1. */
function side(p: Point, q: Point, r: Point): number {
  return Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
}

/** Whether a stretch touches a box. */
export function touches({ x0, y0, x1, y1 }: Box, a: Point, b: Point): boolean {
  const holds = ([x, y]: Point) => x > x0 && x < x1 && y > y0 && y < y1
  if (holds(a) || holds(b)) return true
  return cross(a, b, [x0, y0], [x1, y1]) || cross(a, b, [x0, y1], [x1, y0])
}

function eachEdge(
  ring: Line,
  visit: (x0: number, y0: number, x1: number, y1: number) => void,
): void {
  for (let at = 0; at + 1 < ring.length; at += 2) {
    const next = at + 3 < ring.length ? at + 2 : 0
    visit(ring[at] ?? 0, ring[at + 1] ?? 0, ring[next] ?? 0, ring[next + 1] ?? 0)
  }
}
