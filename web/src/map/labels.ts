import type { StickerKind } from '../wire/types.ts'
import { list, n, t } from '../words/index.ts'
import type { Box } from './geometry.ts'
import { drawSticker } from './marks.ts'
import { leaderEnd } from './placement.ts'
import type { Pile } from './pile.ts'
import type { Place } from './places.ts'
import type { Point } from './projection.ts'
import { html, svg } from './svg.ts'

/** The labelled button of one study area, with its counts and its leader line. */
export type Label = {
  readonly place: Place
  readonly item: HTMLLIElement
  readonly button: HTMLButtonElement
  /** The line to the area; it lies below all buttons. */
  readonly leader: SVGSVGElement
  /** Writes the counts anew. */
  count(pile: Pile): void
  /**
   * Gives width and height in CSS pixels in the present letters, `tight` or not; measured again
   * only after a number has gained or lost a digit.
   */
  measure(tight: boolean): readonly [number, number]
  /** Stands the label at a box, its leader pointing to `to`; both relative to the anchor. */
  stand(box: Box, to: Point | null): void
  /** Moves label and leader together to where the anchor now is on the screen. */
  move(anchor: Point): void
  /** Out of view: not drawn, but still reached by the keyboard. */
  setOff(off: boolean): void
  highlight(on: boolean): void
  /** Swells once, because a sticker has arrived. */
  swell(): void
}

/** Makes the label of a study area. */
export function makeLabel(place: Place, kinds: readonly StickerKind[]): Label {
  const item = html('li', 'map-place')
  const leader = makeLeader()
  const button = html('button', `map-label map-label-${place.type}`)
  button.type = 'button'
  button.dataset['area'] = place.id
  const name = html('span', 'map-label-name')
  name.dir = 'auto'
  name.append(...broken(place.name))
  const counts = html('span', 'map-label-counts')
  const rows = kinds.map((kind) => makeRow(kind))
  counts.append(...rows.map(({ element }) => element))
  const body = html('span', 'map-label-body')
  body.append(name, counts)
  button.append(body)
  item.append(button)
  let shape = ''
  let sizes: { tight?: readonly [number, number]; normal?: readonly [number, number] } = {}

  return {
    place,
    item,
    button,
    leader: leader.element,
    count(pile) {
      const totals = kinds.map(({ id }) => pile.count(place.id, id))
      rows.forEach((row, at) => row.set(totals[at] ?? 0))
      counts.hidden = totals.every((total) => total === 0)
      button.setAttribute('aria-label', spoken(place.name, kinds, totals))
      const digits = totals.map((total) => (total ? n(total).length : 0)).join()
      if (digits !== shape) sizes = {}
      shape = digits
    },
    measure(tight) {
      const key = tight ? 'tight' : 'normal'
      const size = sizes[key] ?? [
        button.offsetWidth || place.name.length * 8 + 20,
        button.offsetHeight || 44,
      ]
      sizes[key] = size
      return size
    },
    stand(box, to) {
      button.style.transform = `translate(${Math.round(box.x0)}px, ${Math.round(box.y0)}px)`
      leader.draw(to, touching(box, body.offsetHeight || box.y1 - box.y0))
    },
    move([x, y]) {
      const to = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
      item.style.transform = to
      leader.element.style.transform = to
    },
    setOff(off) {
      item.classList.toggle('map-place-off', off)
      leader.element.classList.toggle('map-place-off', off)
    },
    highlight: (on) => button.classList.toggle('map-label-highlight', on),
    swell() {
      body.animate?.(SWELL, { duration: 300, easing: 'ease-out' })
    },
  }
}

/** The part of a button's box that is seen: small ones are taller to touch than to look at. */
function touching({ x0, y0, x1, y1 }: Box, height: number): Box {
  const spare = Math.max(0, (y1 - y0 - height) / 2)
  return { x0, x1, y0: y0 + spare, y1: y1 - spare }
}

/** Letters to a line from which on a name is broken. */
const LINE = 13

/** Breaks a name at its spaces so that no line is much wider than it must be. */
export function lines(name: string): string[] {
  const words = name.split(' ')
  if (name.length <= LINE || words.length < 2) return [name]
  const options = words.slice(1).map((_, at) => [words.slice(0, at + 1), words.slice(at + 1)])
  const widest = (parts: string[][]) => Math.max(...parts.map((part) => part.join(' ').length))
  const two = options.reduce((a, b) => (widest(b) < widest(a) ? b : a))
  return two.flatMap((part) => (part.join(' ').length > LINE + 3 ? part : [part.join(' ')]))
}

function broken(name: string): Node[] {
  return lines(name).flatMap((line, at) => {
    const text = document.createTextNode(line)
    return at === 0 ? [text] : [document.createElement('br'), text]
  })
}

const SWELL = [{ transform: 'none' }, { transform: 'scale(1.16)' }, { transform: 'none' }]

type Row = { element: HTMLElement; set(total: number): void }

function makeRow(kind: StickerKind): Row {
  const element = html('span', 'map-count')
  const drawing = svg('svg', { class: 'map-count-sticker', viewBox: '-15 -15 30 30' })
  drawing.append(drawSticker(kind))
  element.append(drawing)
  element.hidden = true
  return {
    element,
    set(total) {
      element.hidden = total === 0
      // Drawn by the style sheet: the button's name says what is counted, a bare number does not.
      element.dataset['count'] = n(total)
    },
  }
}

function makeLeader() {
  const element = svg('svg', { class: 'map-leader', width: 1, height: 1, 'aria-hidden': 'true' })
  const lines = [
    svg('line', { class: 'map-leader-halo' }),
    svg('line', { class: 'map-leader-line' }),
  ]
  const dot = svg('circle', { class: 'map-leader-dot', r: 3.5 })
  element.append(...lines, dot)
  return {
    element,
    draw(to: Point | null, box: Box) {
      element.style.display = to ? '' : 'none'
      if (!to) return
      const [x, y] = leaderEnd(box, to)
      for (const line of lines) {
        line.setAttribute('x1', to[0].toFixed(1))
        line.setAttribute('y1', to[1].toFixed(1))
        line.setAttribute('x2', x.toFixed(1))
        line.setAttribute('y2', y.toFixed(1))
      }
      dot.setAttribute('cx', to[0].toFixed(1))
      dot.setAttribute('cy', to[1].toFixed(1))
    },
  }
}

function spoken(area: string, kinds: readonly StickerKind[], totals: readonly number[]): string {
  const parts = kinds.flatMap((kind, at) => {
    const count = totals[at] ?? 0
    return count > 0 ? [t('map.kindCount', { count, kind: kind.short })] : []
  })
  return parts.length
    ? t('map.areaCounts', { area, counts: list(parts) })
    : t('map.areaEmpty', { area })
}
