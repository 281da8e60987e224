import type { BaseLabels, BaseMap } from '../wire/types.ts'
import { type Camera, type Frame, freeView, toScreen } from './camera.ts'
import type { Box } from './geometry.ts'
import { byRank, drawWords, readWords, setWords } from './printed.ts'
import type { Projection } from './projection.ts'
import { refill, svg } from './svg.ts'
import { OVERSCAN } from './view.ts'

/** The words on the paper. */
export type Print = {
  readonly element: SVGGElement
  /** Adds words, and sets all of them anew where they were set. */
  add(labels: readonly BaseLabels[]): void
  /** Chooses and sets them anew, around what `blocked` covers. */
  set(camera: Camera, frame: Frame, blocked: readonly Box[]): void
  /** Keeps what is set on its ground until it is set anew. */
  follow(camera: Camera, frame: Frame): void
}

/** Makes the words of a sketch map, without those that `taken` names already. */
export function makePrint(
  base: BaseMap,
  projection: Projection,
  taken: ReadonlySet<string>,
  larger: number,
): Print {
  const element = svg('g', { class: 'map-words' })
  let words = readWords(base, projection, taken)
  let last: Parameters<Print['set']> | undefined
  const set: Print['set'] = (camera, frame, blocked) => {
    const chosen = setWords(words, {
      toScreen: (ground) => toScreen(camera, frame, ground),
      area: overscanned(frame),
      view: freeView(frame),
      metresToPixel: projection.metres / camera.scale,
      larger,
      blocked,
    })
    element.removeAttribute('transform')
    refill(element, drawWords(chosen))
    last = [camera, frame, blocked]
  }
  return {
    element,
    add(labels) {
      const added = readWords({ step: base.step, labels: [...labels] }, projection, taken)
      words = byRank([...words, ...added])
      if (last) set(...last)
    },
    set,
    follow(camera, frame) {
      if (!last) return
      const [seen] = last
      const zoom = camera.scale / seen.scale
      const [x, y] = toScreen(camera, frame, [seen.x, seen.y])
      const [midX, midY] = toScreen(camera, frame, [camera.x, camera.y])
      const [left, top] = [x - midX * zoom, y - midY * zoom]
      element.setAttribute('transform', `matrix(${zoom} 0 0 ${zoom} ${left} ${top})`)
    },
  }
}

function overscanned({ width, height }: Frame): Box {
  return {
    x0: -width * OVERSCAN,
    y0: -height * OVERSCAN,
    x1: width * (1 + OVERSCAN),
    y1: height * (1 + OVERSCAN),
  }
}
