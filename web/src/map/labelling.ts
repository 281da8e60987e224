import { type Camera, type Frame, freeView, toGround, toScreen } from './camera.ts'
import { type Box, inside, nearestEdge, overlap } from './geometry.ts'
import type { Label } from './labels.ts'
import { placing, type Wish } from './placement.ts'
import type { Place } from './places.ts'
import type { Point } from './projection.ts'

/** Keeps each label where it was put, relative to its anchor, and moves it with the ground. */
export type Labelling = {
  /** Finds places for the labels in view, step by step; gives the boxes that they then cover. */
  layOut(camera: Camera, frame: Frame, ask: Asked): Generator<void, Box[], void>
  /** Whether a label has become wider or higher than the place that it was given. */
  isStale(): boolean
  /** Moves them with the ground, without finding new places. */
  follow(camera: Camera, frame: Frame): void
}

/** What the labels have to heed. */
export type Asked = {
  /** Gives the boxes of the screen that something else covers. Asked once the labels are measured. */
  blocked(): readonly Box[]
  /** Whether an area shows its stickers singly, so that they should not be hidden. */
  isOpen(area: string): boolean
}

/** What all labels lie in. */
export type Layers = {
  /** Slides all labels together by CSS pixels. */
  slide(x: number, y: number): void
  /** Sets all labels in smaller letters, or not. */
  setTight(tight: boolean): void
}

type Standing = { label: Label; anchor: Point; offset: Point; size: readonly [number, number] }

/** Small outlines are pointed at in their middle, larger ones at their edge. */
const SMALL = 30

/** Makes the labelling of a board's labels. */
export function makeLabelling(labels: readonly Label[], layers: Layers): Labelling {
  let standing: Standing[] = []
  let tight: boolean | undefined
  let laid: Camera | undefined

  const spread = (camera: Camera, frame: Frame) => {
    layers.slide(0, 0)
    for (const { label, anchor } of standing) label.move(toScreen(camera, frame, anchor))
    laid = camera
  }
  return {
    *layOut(camera, frame, { blocked, isOpen }) {
      const before = new Map(standing.map(({ label, offset }) => [label, offset]))
      const seen = labels.flatMap((label) => {
        const anchor = anchorOf(label.place, camera, frame)
        label.setOff(!anchor)
        return anchor ? [{ label, anchor }] : []
      })
      const letters = lettersFor(seen, frame, layers, tight ?? frame.width < NARROW)
      tight = letters
      const wishes = seen.map(({ label, anchor }) => ({
        ...wish(label, label.measure(letters), anchor, camera, frame),
        before: before.get(label),
        open: isOpen(label.place.id),
      }))
      // Before the page changes again: only now is its layout known.
      const room = { view: freeView(frame), blocked: blocked() }
      yield
      const boxes = yield* placing(wishes, room)
      standing = seen.map(({ label, anchor }, at) => ({
        label,
        anchor,
        size: label.measure(letters),
        offset: stand(label, boxes[at] as Box, wishes[at] as Wish, camera, frame),
      }))
      spread(camera, frame)
      return boxes
    },
    isStale: () =>
      standing.some(({ label, size }) => {
        const [width, height] = label.measure(tight === true)
        return width > size[0] + 1 || height > size[1] + 1
      }),
    follow(camera, frame) {
      if (laid?.scale !== camera.scale) return spread(camera, frame)
      // Nobody zooms: all labels move alike.
      const { x, y, scale } = laid
      layers.slide((x - camera.x) * scale, (y - camera.y) * scale)
    },
  }
}

/** Labels that cover more of the view than this, in normal and in tight letters, are set tight. */
const CROWDED = { normal: 0.3, tight: 0.22 }
/** In windows narrower than this, in CSS pixels, labels are likely to be crowded. */
const NARROW = 600

/**
 * Sets the letters and gives whether they are tight: because the labels would cover too much of the
 * map. Begins with `guess`, since measuring other letters costs the page another layout.
 */
function lettersFor(
  seen: readonly { label: Label }[],
  frame: Frame,
  { setTight }: Layers,
  guess: boolean,
): boolean {
  setTight(guess)
  const { x0, y0, x1, y1 } = freeView(frame)
  const sizes = seen.map(({ label }) => label.measure(guess))
  const covered = sizes.reduce((sum, [width, height]) => sum + width * height, 0)
  const part = covered / ((x1 - x0) * (y1 - y0))
  const tight = part > (guess ? CROWDED.tight : CROWDED.normal)
  if (tight !== guess) setTight(tight)
  return tight
}

/** The ground point that a label stands by: the area's middle or what of it is in view. */
function anchorOf(place: Place, camera: Camera, frame: Frame): Point | null {
  const view = freeView(frame)
  const [x, y] = toScreen(camera, frame, place.centre)
  const seen = overlap(screenBox(place.box, camera, frame), view) > 0
  if (x >= view.x0 && x <= view.x1 && y >= view.y0 && y <= view.y1) return place.centre
  if (!seen) return null
  const kept: Point = [
    Math.max(view.x0 + 40, Math.min(view.x1 - 40, x)),
    Math.max(view.y0 + 40, Math.min(view.y1 - 40, y)),
  ]
  const ground = toGround(camera, frame, kept)
  if (place.polygons.some((rings) => inside(rings, ground))) return ground
  const { at } = nearestEdge(place.polygons.flat(), ground)
  const [nearX, nearY] = toScreen(camera, frame, at)
  const inView = nearX > view.x0 && nearX < view.x1 && nearY > view.y0 && nearY < view.y1
  return inView ? at : null
}

function wish(
  label: Label,
  [width, height]: readonly [number, number],
  anchor: Point,
  camera: Camera,
  frame: Frame,
): Wish {
  return {
    width,
    height,
    anchor: toScreen(camera, frame, anchor),
    own: screenBox(label.place.box, camera, frame),
  }
}

/** Stands a label at its box; gives its top left corner relative to the anchor. */
function stand(
  label: Label,
  box: Box,
  { anchor: [x, y], own }: Wish,
  camera: Camera,
  frame: Frame,
): Point {
  const moved = { x0: box.x0 - x, y0: box.y0 - y, x1: box.x1 - x, y1: box.y1 - y }
  label.stand(moved, pointAt(label.place, box, own, [x, y], camera, frame))
  return [moved.x0, moved.y0]
}

/** Where the leader starts, relative to the anchor; none when the label stands on its area. */
function pointAt(
  place: Place,
  box: Box,
  own: Box,
  [x, y]: Point,
  camera: Camera,
  frame: Frame,
): Point | null {
  if (x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1) return null
  if (Math.min(own.x1 - own.x0, own.y1 - own.y0) < SMALL) return [0, 0]
  const middle: Point = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]
  const ground = toGround(camera, frame, middle)
  if (place.polygons.some((rings) => inside(rings, ground))) return null
  const edge = toScreen(camera, frame, nearestEdge(place.polygons.flat(), ground).at)
  return [edge[0] - x, edge[1] - y]
}

function screenBox(box: Box, camera: Camera, frame: Frame): Box {
  const [x0, y0] = toScreen(camera, frame, [box.x0, box.y0])
  const [x1, y1] = toScreen(camera, frame, [box.x1, box.y1])
  return { x0, y0, x1, y1 }
}
