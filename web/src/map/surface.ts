import type { StickerKind } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { type Frame, middle } from './camera.ts'
import type { Layers } from './labelling.ts'
import { drawSticker } from './marks.ts'
import { html, refill, svg } from './svg.ts'
import type { MapOptions } from './types.ts'
import { OVERSCAN } from './view.ts'

/** The elements that the map is made of, from the bottom up. */
export type Surface = {
  readonly root: HTMLElement
  /** Takes fingers; holds the stage and the labels. */
  readonly field: HTMLElement
  /** The focusable paper. */
  readonly stage: HTMLElement
  /** What slides while the map moves. */
  readonly moving: HTMLElement
  readonly base: SVGSVGElement
  readonly over: SVGSVGElement
  readonly leaders: HTMLElement
  readonly labels: HTMLUListElement
  /** Both as one: what moves and is set alike. */
  readonly layers: Layers
  /** Names the map and says in a sentence what is on it. */
  describe(title: string, summary: string): void
  /** Fits the drawings and the pin to the window. */
  fitTo(frame: Frame): void
  /** Shows the labels, or keeps them back until they have a place. */
  showLabels(shown: boolean): void
  /** Shows a kind's pin in the middle, or none. */
  pin(kind: StickerKind | null): void
}

let made = 0

/** Builds the map's elements into `container`. */
export function makeSurface(container: HTMLElement, options: MapOptions): Surface {
  const root = html('div', `map map-${options.mode}`)
  const field = html('div', 'map-field')
  const stage = html('div', 'map-stage')
  const moving = html('div', 'map-moving')
  const base = svg('svg', { class: 'map-base', 'aria-hidden': 'true', focusable: 'false' })
  const over = svg('svg', { class: 'map-over', 'aria-hidden': 'true', focusable: 'false' })
  const leaders = html('div', 'map-labels')
  const labels = html('ul', 'map-labels')
  const pin = svg('svg', { class: 'map-pin', viewBox: '-20 -46 40 50', 'aria-hidden': 'true' })
  const summary = html('p', 'visually-hidden')
  moving.append(base, over)
  stage.append(moving, leaders)
  field.append(stage, labels, pin)
  root.append(field, summary)
  container.append(root)
  pin.style.display = 'none'
  labels.setAttribute('aria-label', t('map.areas'))
  // Safari forgets that a list without bullets is a list.
  labels.setAttribute('role', 'list')
  root.setAttribute('role', 'group')
  summary.id = `map-summary-${made++}`
  prepareStage(stage, summary.id, options)

  return {
    root,
    field,
    stage,
    moving,
    base,
    over,
    leaders,
    labels,
    layers: {
      slide(x, y) {
        const to = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
        leaders.style.transform = to
        labels.style.transform = to
      },
      setTight: (tight) => labels.classList.toggle('map-tight', tight),
    },
    describe(title, words) {
      const label = t('map.label', { title })
      root.setAttribute('aria-label', label)
      stage.setAttribute('aria-label', label)
      const keys = options.crosshair === undefined ? 'map.keysWatching' : 'map.keys'
      summary.textContent = options.movable === false ? words : `${words} ${t(keys)}`
    },
    fitTo(frame) {
      for (const drawing of [base, over]) fitDrawing(drawing, frame)
      const [x, y] = middle(frame)
      pin.style.left = `${x}px`
      pin.style.top = `${y}px`
    },
    showLabels(shown) {
      for (const layer of [leaders, labels]) layer.style.visibility = shown ? '' : 'hidden'
    },
    pin(kind) {
      pin.style.display = kind ? '' : 'none'
      if (kind) refill(pin, ...pinParts(kind))
    },
  }
}

/**
 * The paper alone is an application: there arrow keys move the map instead of the reading cursor.
 * The areas' buttons stand outside of it and are read like any list.
 */
function prepareStage(stage: HTMLElement, summary: string, { movable }: MapOptions): void {
  stage.setAttribute('role', movable === false ? 'img' : 'application')
  stage.setAttribute('aria-describedby', summary)
  if (movable !== false) stage.tabIndex = 0
}

function fitDrawing(drawing: SVGSVGElement, { width, height }: Frame): void {
  const [left, top] = [Math.round(width * OVERSCAN), Math.round(height * OVERSCAN)]
  const [wide, high] = [width + 2 * left, height + 2 * top]
  drawing.setAttribute('viewBox', `${-left} ${-top} ${wide} ${high}`)
  drawing.setAttribute('width', String(wide))
  drawing.setAttribute('height', String(high))
  drawing.style.left = `${-left}px`
  drawing.style.top = `${-top}px`
}

function pinParts(kind: StickerKind): SVGElement[] {
  const body = drawSticker(kind)
  body.setAttribute('transform', 'translate(0 -26) scale(1.25)')
  return [
    svg('ellipse', { class: 'map-pin-shade', cx: 0, cy: 0, rx: 7, ry: 3 }),
    svg('path', { class: 'map-pin-stem-rim', d: 'M0-12V0' }),
    svg('path', { class: 'map-pin-stem', d: 'M0-12V0' }),
    body,
  ]
}
