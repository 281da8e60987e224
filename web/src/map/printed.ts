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

/** A word with its place on the screen. */
export type SetWord = { word: Word; at: Point; size: number }

/** What printing needs to know of the view. */
export type Sheet = {
  toScreen(ground: Point): Point
  /** What is drawn. */
  area: Box
  metresToPixel: number
  larger: number
  /** Boxes where nothing may be printed. */
  blocked: readonly Box[]
}

/** Chooses the words that fit: in order of rank, each only where it touches nothing else. */
export function setWords(words: readonly Word[], sheet: Sheet): SetWord[] {
  const filled = [...sheet.blocked]
  const chosen: SetWord[] = []
  for (const word of words) {
    if (sheet.metresToPixel / sheet.larger > word.look.until) continue
    const at = sheet.toScreen(word.ground)
    const size = word.look.size * sheet.larger
    const box = wordBox(word, at, size)
    if (overlap(box, sheet.area) === 0) continue
    const roomy = grown(box, size * 0.45)
    if (chosen.some((other) => other.word.name === word.name)) continue
    if (filled.some((other) => overlap(roomy, other) > 0)) continue
    filled.push(box)
    chosen.push({ word, at, size })
  }
  return chosen
}

/** Draws chosen words. */
export function drawWords(chosen: readonly SetWord[]): DocumentFragment {
  const drawn = document.createDocumentFragment()
  for (const { word, at, size } of chosen) {
    const { point } = word.look
    if (point)
      drawn.append(
        svg('circle', { class: `map-point ${word.kind}`, cx: at[0], cy: at[1], r: size * 0.26 }),
      )
    const text = svg('text', {
      class: `map-word ${word.kind}`,
      x: at[0].toFixed(1),
      y: (at[1] + (point ? size * 1.25 : size * 0.35)).toFixed(1),
      'font-size': size,
    })
    text.textContent = word.name
    drawn.append(text)
  }
  return drawn
}

/** Close enough to what the browser will draw: letters are about half as wide as high. */
function wordBox({ name, look }: Word, [x, y]: Point, size: number): Box {
  const half = (name.length * size * 0.56) / 2
  const [above, below] = look.point ? [size * 0.3, size * 1.6] : [size * 0.6, size * 0.6]
  return { x0: x - half, x1: x + half, y0: y - above, y1: y + below }
}
