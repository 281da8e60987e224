import type { Box } from './geometry.ts'
import type { Room, Wish } from './placement.ts'

const GAPS = [5, 16, 30, 48, 70, 98, 132, 176]
const ANGLES = [0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11].map((n) => (n * Math.PI) / 8)
/** How many places far off, each way. */
const GRID = 9

/**
 * Gives the boxes that a label may take: where it stood, on its area if that has room and nothing
 * lies there, around it at several distances, and all over the view for where it is crowded.
 */
export function candidates(wish: Wish, { view }: Room): Box[] {
  const { width, height, anchor, before, open, own } = wish
  const at = (left: number, top: number): Box => {
    // Rather nudged into the view than lost: what is hopeless costs its distance.
    const x0 = Math.max(view.x0, Math.min(view.x1 - width, left))
    const y0 = Math.max(view.y0, Math.min(view.y1 - height, top))
    return { x0, y0, x1: x0 + width, y1: y0 + height }
  }
  const roomy = own.x1 - own.x0 > width * 1.15 && own.y1 - own.y0 > height * 1.6
  return [
    ...(before ? [at(anchor[0] + before[0], anchor[1] + before[1])] : []),
    ...(roomy && !open ? [at(anchor[0] - width / 2, anchor[1] - height / 2)] : []),
    ...GAPS.flatMap((gap) => around(wish, gap).map(([left, top]) => at(left, top))),
    ...steps(view.x0, view.x1 - width).flatMap((left) =>
      steps(view.y0, view.y1 - height).map((top) => at(left, top)),
    ),
  ]
}

/** Top left corners in a ring around what is named. */
function around({ width, height, own }: Wish, gap: number): [number, number][] {
  const reachX = (own.x1 - own.x0 + width) / 2 + gap
  const reachY = (own.y1 - own.y0 + height) / 2 + gap
  const midX = (own.x0 + own.x1 - width) / 2
  const midY = (own.y0 + own.y1 - height) / 2
  return ANGLES.map((angle) => [midX + Math.cos(angle) * reachX, midY + Math.sin(angle) * reachY])
}

function steps(from: number, to: number): number[] {
  return Array.from({ length: GRID }, (_, at) => from + ((to - from) * at) / (GRID - 1))
}
