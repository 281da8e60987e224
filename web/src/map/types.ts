import type { Position } from '../wire/types.ts'

/** A sticker as the map draws it. */
export type Sticker = {
  /** Its name on the board; adding the same name again replaces it. */
  seq: number
  /** Id of its sticker kind. */
  kind: string
  /** Id of its study area, if it lies in one. */
  area: string | null
  at: Position
  /** A change of it has not been confirmed yet: paler, with a dashed rim. */
  pending?: boolean
  /** Put there by this person: always drawn, with a dark rim. */
  mine?: boolean
  /** Out of sight for others: pale and crossed out, and in no count. */
  hidden?: boolean
}

/** A sticker that the board has not confirmed yet and so has no name. */
export type PendingSticker = {
  /** Id of its command. */
  id: string
  kind: string
  area: string | null
  at: Position
}

/** Space at the edges of the map that something else covers, in CSS pixels. */
export type Inset = { top: number; right: number; bottom: number; left: number }

/** West, south, east, north in 1e-5 degree. */
export type Bounds = readonly [number, number, number, number]

export type MapOptions = {
  /** `phone` for a hand's distance, `display` for a projector seen from five metres. */
  mode: 'phone' | 'display'
  /** Id of the sticker kind whose pin stands in the middle, for kinds that are placed exactly. */
  crosshair?: string | null
  /** Whether people may move the map; false for a projector page. Default: true. */
  movable?: boolean
  inset?: Partial<Inset>
}

/** What somebody pointed at. */
export type Pick = {
  /** `tap` on the paper, `label` on an area's button, `key` for Enter on the focused map. */
  via: 'tap' | 'label' | 'key'
  at: Position
  /** Areas meant, the smallest first. With more than one the page may ask which. */
  areas: string[]
  /** Names of stickers drawn under the finger, the nearest first. */
  stickers: number[]
}

/** What the cross-hair stands on after a move has come to rest. */
export type Rest = { at: Position; areas: string[] }

export type BoardMap = {
  /** Draws a board's paper, areas and legend; stickers stay. Shows the whole board. */
  draw(definition: import('../wire/types.ts').Definition): void
  /** Adds to the paper what only those see who are close. */
  complete(later: import('../wire/types.ts').Later): void
  /** Puts stickers on the map, or replaces those of the same name. `quietly`: no animation. */
  add(stickers: readonly Sticker[], how?: { quietly?: boolean }): void
  /** Takes stickers off by their names; unknown names are ignored. */
  remove(seqs: readonly number[]): void
  /** Makes these the only stickers, as after a fresh snapshot. Never animates. */
  replace(stickers: readonly Sticker[]): void
  /** Makes these the only pending stickers. */
  setPending(stickers: readonly PendingSticker[]): void
  /** Moves to an area, to bounds or to the whole board. `jump`: without gliding there. */
  goTo(target: string | Bounds | 'all', how?: { jump?: boolean }): void
  /** Calls back on every pick; gives the function that ends this. */
  onPick(callback: (pick: Pick) => void): () => void
  /** Calls back whenever the map has come to rest; gives the function that ends this. */
  onRest(callback: (rest: Rest) => void): () => void
  /** Where the cross-hair stands. */
  centre(): Position
  /** Areas that contain a position, the smallest first. */
  areasAt(at: Position): string[]
  /** Zooms around the cross-hair: above 1 closer, below 1 further away. */
  zoomBy(factor: number): void
  /** Moves the view by CSS pixels: right and down are positive. */
  panBy(dx: number, dy: number): void
  /** Marks one area as the one that is talked about, or none. */
  setHighlight(area: string | null): void
  /** Shows the pin of a kind in the middle, or hides it. */
  setCrosshair(kind: string | null): void
  /** Says how much of the map is covered from now on. */
  setInset(inset: Partial<Inset>): void
  /** Takes the map out of the page. */
  destroy(): void
}
