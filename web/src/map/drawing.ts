import type { Definition, Later } from '../wire/types.ts'
import { type Camera, type Frame, fit, type Limits, toScreen } from './camera.ts'
import type { Box } from './geometry.ts'
import { widthAt } from './look.ts'
import { makeLabelling } from './labelling.ts'
import { makeLabel } from './labels.ts'
import { drawPaper } from './paper.ts'
import { drawOutlines, readPlaces } from './places.ts'
import { makePrint } from './print.ts'
import { projection as project } from './projection.ts'
import type { Scene } from './spread.ts'
import { makeStickers } from './stickers.ts'
import type { Surface } from './surface.ts'
import { refill, svg } from './svg.ts'
import type { MapOptions } from './types.ts'
import { OVERSCAN } from './view.ts'

/** An area is open, that is shows its stickers singly, from this size on, in CSS pixels. */
const OPEN = { phone: 84, display: 150 }

/** How wide a sticker is, far away and close by, in CSS pixels. */
const SIZE = { phone: [20, 30], display: [34, 46] } as const

/** Closest: so many metres on the ground to one CSS pixel. */
const CLOSEST = 1

/** One definition drawn on the surface. */
export type Drawing = ReturnType<typeof makeDrawing>

/** Draws a definition: the paper, the outlines, the words and the labels, all ready to be placed. */
export function makeDrawing(definition: Definition, surface: Surface, options: MapOptions) {
  const projection = project(definition.bounds)
  const larger = options.mode === 'display' ? 1.7 : 1
  const places = readPlaces(definition, projection)
  const paper = drawPaper(definition.base, projection)
  const outlines = drawOutlines(places)
  const world = svg('g', { class: 'map-world' })
  const labels = places.map((place) => makeLabel(place, definition.kinds))
  const labelling = makeLabelling(labels, surface.layers)
  const named = new Set(definition.areas.flatMap(({ name, also }) => [name, ...also]).map(lower))
  const print = makePrint(definition.base, projection, named, larger)
  const labelOf = new Map(labels.map((label) => [label.place.id, label]))
  const stickers = makeStickers(definition.kinds, projection, options, (area) => {
    labelOf.get(area)?.swell()
  })
  let scene: Scene | undefined
  const whole = boundsBox(definition, projection.toGround)

  world.append(paper.element, outlines.element)
  refill(surface.base, world, print.element)
  refill(surface.over, stickers.element)
  refill(surface.labels, ...labels.map(({ item }) => item))
  refill(surface.leaders, ...labels.map(({ leader }) => leader))

  const count = () => {
    for (const area of stickers.pile.changed()) labelOf.get(area)?.count(stickers.pile)
  }
  for (const label of labels) label.count(stickers.pile)

  return {
    definition,
    projection,
    places,
    labels,
    labelOf,
    stickers,
    whole,
    outlines,
    /** Writes changed counts onto the labels. */
    count,
    /** Adds the layers and words of the definition's second part. */
    complete({ layers, labels }: Later): void {
      paper.fill(layers)
      print.add(labels)
    },
    /** Moves the labels with the ground. */
    follow: labelling.follow,
    /** Whether a label has outgrown its place. */
    isStale: labelling.isStale,
    /** Draws the ground for a camera. */
    draw(camera: Camera, frame: Frame): void {
      const [x, y] = toScreen(camera, frame, [0, 0])
      world.setAttribute('transform', `matrix(${camera.scale} 0 0 ${camera.scale} ${x} ${y})`)
      paper.restyle(camera.scale, projection.metres, larger)
      outlines.restyle(camera.scale, larger)
      scene = sceneOf(camera, frame, options, projection.metres, places)
      stickers.draw(scene)
      labelling.follow(camera, frame)
      print.follow(camera, frame)
    },
    /** Finishes the drawing once the map lies still: the labels, then the words around them. */
    *finish(camera: Camera, frame: Frame, blocked: () => readonly Box[]): Generator<void> {
      const isOpen = (area: string) => scene?.isOpen(area) === true && stickers.pile.total(area) > 0
      count()
      yield
      const boxes = yield* labelling.layOut(camera, frame, { blocked, isOpen })
      yield
      print.set(camera, frame, boxes)
    },
    limits: (frame: Frame): Limits => ({
      box: whole,
      minScale: fit(whole, frame).scale * 0.85,
      maxScale: Math.max(projection.metres / CLOSEST, fit(whole, frame).scale * 2),
    }),
  }
}

function sceneOf(
  camera: Camera,
  frame: Frame,
  { mode }: MapOptions,
  metres: number,
  places: ReturnType<typeof readPlaces>,
): Scene {
  const size = widthAt(SIZE[mode], metres / camera.scale)
  const enough = OPEN[mode] / camera.scale
  const open = new Set(
    places
      .filter(({ box }) => Math.min(box.x1 - box.x0, box.y1 - box.y0) >= enough)
      .map(({ id }) => id),
  )
  return {
    toScreen: (ground) => toScreen(camera, frame, ground),
    width: frame.width,
    height: frame.height,
    scale: camera.scale,
    margin: Math.round(Math.min(frame.width, frame.height) * OVERSCAN),
    cell: size * 0.7,
    size,
    isOpen: (area) => area === null || open.has(area),
  }
}

function boundsBox(
  { bounds }: Definition,
  toGround: (lon: number, lat: number) => readonly [number, number],
): Box {
  const [x0, y0] = toGround(bounds[0], bounds[3])
  const [x1, y1] = toGround(bounds[2], bounds[1])
  return { x0, y0, x1, y1 }
}

function lower(text: string): string {
  return text.toLowerCase()
}
