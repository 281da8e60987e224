import type { AreaId, FinderView, Tally } from '../wire/types.ts'

/** What the display needs to know of a board to choose its scene. */
export type SceneBoard = {
  ended: boolean
  showing: AreaId | null
  /** In the definition's order. */
  finders: readonly FinderView[]
  /** How many stickers everybody sees. */
  stickers: number
}

/** What fills the display. */
export type Scene =
  | { is: 'ended' }
  | { is: 'area'; area: AreaId }
  | { is: 'question'; finder: FinderView }
  | { is: 'tally'; finder: FinderView; tally: Tally }
  | { is: 'gathering' }
  | { is: 'map' }

/**
 * Gives the one scene for a board as it stands; the same board always gives the same scene.
 *
 * What the facilitator did most deliberately goes first: the end, then an area that every screen is
 * pointed at, then a question that takes answers, then answers that are shown. Until the first
 * sticker people are still gathering.
 */
export function sceneOf(board: SceneBoard): Scene {
  if (board.ended) return { is: 'ended' }
  if (board.showing !== null) return { is: 'area', area: board.showing }
  return finderScene(board.finders) ?? { is: board.stickers > 0 ? 'map' : 'gathering' }
}

/**
 * The board does not say which finder changed last, and a display that comes late must show what
 * the others show. Since an agenda is worked through in its order, the last one counts.
 */
function finderScene(finders: readonly FinderView[]): Scene | undefined {
  const open = last(finders, (finder) => finder.open)
  if (open) return shown(open) ?? { is: 'question', finder: open }
  const revealed = last(finders, (finder) => finder.revealed && finder.tally !== undefined)
  return revealed && shown(revealed)
}

function shown(finder: FinderView): Scene | undefined {
  if (!finder.revealed || !finder.tally) return undefined
  return { is: 'tally', finder, tally: finder.tally }
}

function last<T>(items: readonly T[], holds: (item: T) => boolean): T | undefined {
  return items.filter(holds).pop()
}
