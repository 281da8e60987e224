import type { StickerKind } from '../wire/types.ts'
import { type Arrivals, makeArrivals } from './arrivals.ts'
import { makeMarks, type Marks } from './marks.ts'
import { isCalm } from '../ui/calm.ts'
import { makePile, type Pile, type Placed } from './pile.ts'
import type { Point, Projection } from './projection.ts'
import { cellOf, choose, MOST_MARKS, type Scene } from './spread.ts'
import type { MapOptions, PendingSticker, Sticker } from './types.ts'

/** The stickers of the map: all of them in a pile, the chosen ones drawn. */
export type Stickers = {
  readonly pile: Pile
  readonly element: SVGGElement
  /** Draws the chosen ones anew for a scene. */
  draw(scene: Scene): void
  /** Puts one sticker on the drawn scene, without drawing the others again. */
  arrive(sticker: Sticker): void
  take(seq: number): void
  setPending(stickers: readonly PendingSticker[]): void
  /** Gives the drawn stickers within `reach` CSS pixels, the nearest first. */
  near(at: Point, reach: number): number[]
  stop(): void
}

/** At most so many stickers show where they landed before they join an area's count. */
const MOST_LANDING = 12

/** Makes the stickers of a board. */
export function makeStickers(
  kinds: readonly StickerKind[],
  projection: Projection,
  { mode }: MapOptions,
  swellArea: (area: string) => void,
): Stickers {
  const pile = makePile(projection)
  const marks = makeMarks(kinds)
  const arrivals = makeArrivals(mode, isCalm, swellArea)
  let pending: Placed[] = []
  let scene: Scene | undefined
  let cells = new Set<number>()

  const spotsFor = (now: Scene) => {
    const spots = choose(pile.all(), now)
    cells = new Set(spots.map(({ sticker }) => cellOf(sticker.ground, now.cell / now.scale)))
    return spots.concat(pending.map((sticker) => ({ sticker, at: now.toScreen(sticker.ground) })))
  }
  return {
    pile,
    element: marks.element,
    draw(now) {
      scene = now
      marks.show(spotsFor(now), now.size)
    },
    arrive(sticker) {
      const known = pile.get(sticker.seq) !== undefined
      const placed = pile.put(sticker)
      if (!scene) return
      if (known) return redo(placed, marks, scene)
      const mark = drawOne(placed, scene, cells, marks, mode)
      arrivals.arrive(sticker.area, mark)
    },
    take(seq) {
      pile.take(seq)
      marks.take(seq)
    },
    setPending(stickers) {
      if (stickers.length === 0 && pending.length === 0) return
      pending = stickers.map((sticker, at) => ({
        ...sticker,
        seq: -1 - at,
        pending: true,
        mine: true,
        ground: projection.toGround(sticker.at[0], sticker.at[1]),
      }))
      if (scene) marks.show(spotsFor(scene), scene.size)
    },
    near: (at, reach) => (scene ? nearest(pile.all(), scene, marks, at, reach) : []),
    stop: (): void => stopAll(arrivals),
  }
}

function redo(placed: Placed, marks: Marks, scene: Scene): void {
  if (marks.has(placed.seq)) marks.put(placed, scene.toScreen(placed.ground))
}

/** Draws a new sticker if there is room for it, and gives what was drawn. */
function drawOne(
  placed: Placed,
  scene: Scene,
  cells: Set<number>,
  marks: Marks,
  mode: MapOptions['mode'],
): SVGGElement | undefined {
  const at = scene.toScreen(placed.ground)
  if (placed.mine) return marks.put(placed, at)
  if (!scene.isOpen(placed.area)) return mode === 'display' ? land(placed, at, marks) : undefined
  const cell = cellOf(placed.ground, scene.cell / scene.scale)
  if (cells.has(cell) || marks.size >= MOST_MARKS) return undefined
  cells.add(cell)
  return marks.put(placed, at)
}

/** Shows where a sticker landed on an area too small for it, then leaves it to the count. */
function land(placed: Placed, at: Point, marks: Marks): undefined {
  const { element } = marks
  if (isCalm() || element.getElementsByClassName('map-land').length >= MOST_LANDING)
    return undefined
  const mark = marks.put(placed, at)
  mark.classList.add('map-land')
  mark.addEventListener('animationend', () => marks.take(placed.seq))
  return undefined
}

function nearest(
  stickers: Iterable<Placed>,
  scene: Scene,
  marks: Marks,
  [x, y]: Point,
  reach: number,
): number[] {
  const found: { seq: number; far: number }[] = []
  for (const { seq, ground } of stickers) {
    if (!marks.has(seq)) continue
    const [atX, atY] = scene.toScreen(ground)
    const far = Math.hypot(atX - x, atY - y)
    if (far <= reach) found.push({ seq, far })
  }
  return found.sort((a, b) => a.far - b.far).map(({ seq }) => seq)
}

function stopAll(arrivals: Arrivals): void {
  arrivals.stop()
}
