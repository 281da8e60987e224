/** Widths in CSS pixels on a phone, far away and close by; between them they grow with the zoom. */
type Range = readonly [far: number, close: number]

/** How one layer of the paper is drawn. */
export type Look = {
  width: Range
  /** A wider line under it in a darker tone. */
  casing?: Range
  /** Dashes in CSS pixels. */
  dash?: readonly [number, number]
  /** Left out when a pixel is more metres than this. */
  until?: number
}

const looks: Readonly<Record<string, Look>> = {
  boundary: { width: [1.4, 3], dash: [7, 5] },
  water: { width: [0.8, 1.5] },
  park: { width: [0.5, 1] },
  'waterway/river': { width: [1.3, 9] },
  'waterway/canal': { width: [1.1, 6] },
  'road/motorway': { width: [2.2, 17], casing: [3.6, 20] },
  'road/primary': { width: [1.5, 13], casing: [2.5, 15.5] },
  'road/secondary': { width: [0.9, 10], casing: [1.6, 12.2], until: 90 },
  'road/local': { width: [0.6, 7.5], casing: [1.1, 9.4], until: 34 },
  'rail/rail': { width: [0.7, 2.4], dash: [4, 3] },
  'rail/subway': { width: [0.8, 2.4], dash: [1.5, 2.5], until: 40 },
}

const plain: Look = { width: [0.8, 2] }

/** Gives the look of a layer, falling back from its class to its kind to a thin line. */
export function lookOf(kind: string, cls: string): Look {
  return looks[`${kind}/${cls}`] ?? looks[kind] ?? plain
}

/** Metres to a pixel at which a map counts as far away, and as close by. */
const FAR = 60
const CLOSE = 1.5

/** Gives the width for a zoom, told as metres on the ground to one CSS pixel. */
export function widthAt([far, close]: Range, metresToPixel: number): number {
  const along = Math.log(FAR / metresToPixel) / Math.log(FAR / CLOSE)
  const part = Math.max(0, Math.min(1, along))
  // Geometric, because every step of a zoom multiplies.
  return far * (close / far) ** part
}

/** How a printed word is set, and from which zoom on; `spaced` is in capitals with space between. */
export type WordLook = {
  rank: number
  until: number
  size: number
  point?: boolean
  spaced?: boolean
}

const words: Readonly<Record<string, WordLook>> = {
  'place/city': { rank: 0, until: 9999, size: 15, spaced: true },
  place: { rank: 1, until: 75, size: 12.5 },
  station: { rank: 4, until: 13, size: 12, point: true },
  landmark: { rank: 3, until: 20, size: 12, point: true },
  'landmark/stadium': { rank: 2, until: 30, size: 12, point: true },
  'landmark/hospital': { rank: 2, until: 30, size: 12, point: true },
  'landmark/museum': { rank: 2, until: 28, size: 12, point: true },
  'landmark/university': { rank: 2, until: 30, size: 12, point: true },
}

/** Gives how a word of the sketch map is set. */
export function wordLook(kind: string, cls: string): WordLook {
  return words[`${kind}/${cls}`] ?? words[kind] ?? { rank: 5, until: 10, size: 12, point: true }
}
