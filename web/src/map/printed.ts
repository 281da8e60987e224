import type { BaseMap } from '../wire/types.ts'
import { type Box, grown, overlap } from './geometry.ts'
import { type WordLook, wordLook } from './look.ts'
import type { Point, Projection } from './projection.ts'
import { slug, svg } from './svg.ts'

/** A word printed on the sketch map. */
export type Word = { name: string; kind: string; ground: Point; look: WordLook }

/** Gives the words to print, the more important first, without those that `taken` names already. */
export function readWords(
  { labels, step }: Pick<BaseMap, 'labels' | 'step'>,
  { toGround }: Projection,
  taken: ReadonlySet<string>,
): Word[] {
  const words = labels
    .flatMap(({ kind, class: cls, names, lon, lat }) => {
      const look = wordLook(kind, cls)
      const classes = `map-word-${slug(kind)} map-word-${slug(kind)}-${slug(cls)}`
      let [east, north] = [0, 0]
      return names.map((name, i) => {
        east += lon[i] ?? 0
        north += lat[i] ?? 0
        return { name, kind: classes, ground: toGround(east * step, north * step), look }
      })
    })
    .filter(({ name }) => !taken.has(name.toLowerCase()))
  return byRank(words)
}

/** Gives words in the order in which they are set: the more important first. */
export function byRank(words: Word[]): Word[] {
  return words.sort((a, b) => a.look.rank - b.look.rank)
}

/** A word with its place on the screen; `x` is the middle of its letters. */
export type SetWord = { word: Word; at: Point; x: number; size: number }

/** What printing needs to know of the view. */
export type Sheet = {
  toScreen(ground: Point): Point
  /** What is drawn: more than is seen, for who moves the map. */
  area: Box
  /** What is seen. No word is cut off by its edge. */
  view: Box
  metresToPixel: number
  larger: number
  /** Boxes where nothing may be printed. */
  blocked: readonly Box[]
}

/** Chooses the words that fit: in order of rank, each only where it is whole and touches nothing else. */
export function setWords(words: readonly Word[], sheet: Sheet): SetWord[] {
  const filled = [...sheet.blocked]
  const chosen: SetWord[] = []
  for (const word of words) {
    if (sheet.metresToPixel / sheet.larger > word.look.until) continue
    const at = sheet.toScreen(word.ground)
    const size = word.look.size * sheet.larger
    const middle = wordBox(word, at, size)
    if (overlap(middle, sheet.area) === 0) continue
    const aside = intoView(middle, sheet.view)
    if (aside === undefined) continue
    const box = { ...middle, x0: middle.x0 + aside, x1: middle.x1 + aside }
    const roomy = grown(box, size * 0.45)
    if (chosen.some((other) => other.word.name === word.name)) continue
    if (filled.some((other) => overlap(roomy, other) > 0)) continue
    filled.push(box)
    chosen.push({ word, at, x: at[0] + aside, size })
  }
  return chosen
}

/** Draws chosen words. */
export function drawWords(chosen: readonly SetWord[]): DocumentFragment {
  const drawn = document.createDocumentFragment()
  for (const { word, at, x, size } of chosen) {
    const { point } = word.look
    if (point)
      drawn.append(
        svg('circle', { class: `map-point ${word.kind}`, cx: at[0], cy: at[1], r: size * 0.26 }),
      )
    const text = svg('text', {
      class: `map-word ${word.kind}`,
      x: x.toFixed(1),
      y: (at[1] + (point ? size * 1.25 : size * 0.35)).toFixed(1),
      'font-size': size,
    })
    text.textContent = word.name
    drawn.append(text)
  }
  return drawn
}

/** The light edge around letters, as part of their size (`map-paper.css`). */
const HALO = 0.24

/**
 * Gives how far a word has to move aside to be seen whole, still beside what it names; nothing if that
 * cannot be. What is not seen at all may stay: it is for who moves the map.
 */
function intoView(box: Box, view: Box): number | undefined {
  if (overlap(box, view) === 0) return 0
  const aside = Math.max(view.x0 - box.x0, 0) + Math.min(view.x1 - box.x1, 0)
  const isNear = Math.abs(aside) <= (box.x1 - box.x0) / 2
  const isWide = box.x1 - box.x0 > view.x1 - view.x0
  return isNear && !isWide && box.y0 >= view.y0 && box.y1 <= view.y1 ? aside : undefined
}

/** Not smaller than what the browser will draw, also in a wide font of an old system. */
function wordBox({ name, look }: Word, [x, y]: Point, size: number): Box {
  const half = (size * (name.length * (look.spaced ? 0.88 : 0.62) + HALO)) / 2
  const [above, below] = look.point ? [size * 0.3, size * 1.6] : [size * 0.6, size * 0.6]
  return { x0: x - half, x1: x + half, y0: y - above, y1: y + below }
}
