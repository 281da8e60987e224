import type { StickerKind } from '../wire/types.ts'
import { shapePath } from '../ui/shapes.ts'
import type { Placed } from './pile.ts'
import type { Point } from './projection.ts'
import type { Spot } from './spread.ts'
import { slug, svg } from './svg.ts'

/** The single stickers that lie on the paper. */
export type Marks = {
  readonly element: SVGGElement
  /** Shows exactly these, so wide in CSS pixels; those that stay are moved, not made anew. */
  show(spots: readonly Spot[], size: number): void
  /** Puts one more on top. */
  put(sticker: Placed, at: Point): SVGGElement
  take(seq: number): void
  has(seq: number): boolean
  readonly size: number
}

/** Makes an empty layer of stickers. */
export function makeMarks(kinds: readonly StickerKind[]): Marks {
  const element = svg('g', { class: 'map-marks' })
  let size = 24
  const marks = new Map<number, { mark: SVGGElement; look: string }>()

  const take = (seq: number) => {
    marks.get(seq)?.mark.remove()
    marks.delete(seq)
  }
  const put = (sticker: Placed, at: Point) => {
    const look = lookOf(sticker)
    let entry = marks.get(sticker.seq)
    if (entry?.look !== look) {
      entry?.mark.remove()
      entry = { mark: drawMark(kinds, sticker), look }
      marks.set(sticker.seq, entry)
      element.append(entry.mark)
    }
    entry.mark.setAttribute('transform', placing(at, size, sticker.seq))
    return entry.mark
  }
  return {
    element,
    show(spots, wide) {
      size = wide
      const wanted = new Set(spots.map(({ sticker }) => sticker.seq))
      for (const seq of marks.keys()) if (!wanted.has(seq)) take(seq)
      for (const { sticker, at } of spots) put(sticker, at)
    },
    put,
    take,
    has: (seq) => marks.has(seq),
    get size() {
      return marks.size
    },
  }
}

/** Draws a sticker around 0,0: its shadow, its white die-cut rim and its face. */
export function drawSticker(kind: StickerKind | undefined): SVGGElement {
  const path = shapePath(kind?.shape ?? 'circle')
  const drawn = svg('g', { class: `in-${kind?.colour ?? 'teal'}` })
  drawn.append(
    svg('path', { class: 'sticker-shadow', d: path, transform: 'translate(0 1.6)' }),
    svg('path', { class: 'sticker-face', d: path }),
  )
  return drawn
}

function drawMark(kinds: readonly StickerKind[], sticker: Placed): SVGGElement {
  const mark = svg('g', { class: `map-mark ${lookOf(sticker)}` })
  const kind = kinds.find(({ id }) => id === sticker.kind)
  const drawn = drawSticker(kind)
  drawn.classList.add('map-mark-body')
  if (sticker.mine || sticker.pending) {
    drawn.append(svg('path', { class: 'map-mark-rim', d: shapePath(kind?.shape ?? 'circle') }))
  }
  if (sticker.hidden) drawn.append(svg('path', { class: 'map-mark-cross', d: 'M-11-11 11 11' }))
  mark.append(drawn)
  return mark
}

function lookOf({ kind, mine, pending, hidden }: Placed): string {
  return `${mine ? 'map-mark-mine ' : ''}${pending ? 'map-mark-pending ' : ''}${hidden ? 'map-mark-hidden ' : ''}map-kind-${slug(kind)}`
}

/** Nobody puts a sticker on quite straight: each is turned a little, always the same way. */
function placing([x, y]: Point, size: number, seq: number): string {
  const turn = ((Math.abs(seq) * 7919) % 17) - 8
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn}) scale(${(size / 24).toFixed(3)})`
}
