import type { Activity, AreaId, FinderView, Tally } from '../wire/types.ts'

/** What the display needs to know of a board to choose its scene. */
export type SceneBoard = {
  ended: boolean
  showing: AreaId | null
  /** In the definition's order. */
  finders: readonly FinderView[]
  /** How many stickers everybody sees. */
  stickers: number
  /** The activity that the board is in. */
  activity?: Activity | undefined
  /** Every activity that this page knows of. */
  agenda?: readonly Activity[]
}

/** What fills the display. */
export type Scene =
  | { is: 'ended' }
  | { is: 'area'; area: AreaId }
  | { is: 'question'; finder: FinderView }
  | { is: 'tally'; finder: FinderView; tally: Tally }
  | { is: 'activity'; activity: Activity }
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
  const { activity, agenda = [] } = board
  const finders = board.finders.filter(({ id }) => !isSmallTalk(id, agenda))
  // A question that is still open from another activity does not hold the display back.
  const elsewhere = ({ id }: FinderView) =>
    activity !== undefined &&
    !isFree(activity) &&
    agenda.some((other) => other.id !== activity.id && other.finder === id)
  const open = last(finders, (finder) => finder.open && !elsewhere(finder))
  if (open) return shown(open) ?? { is: 'question', finder: open }
  if (activity && !isFree(activity)) return activityScene(activity, finders)
  return finderScene(finders) ?? { is: board.stickers > 0 ? 'map' : 'gathering' }
}

/** The welcome's question stands beside the code by which people join, and nowhere else. */
export function isSmallTalk(id: string, agenda: readonly Activity[]): boolean {
  return agenda.some(({ kind, finder }) => kind === 'welcome' && finder === id)
}

/** While people arrive and put stickers, the map is shown, and what the facilitator reveals. */
function isFree({ kind }: Activity): boolean {
  return kind === 'welcome' || kind === 'stickers'
}

/** An activity shows its own answers once they are revealed, and else its words. */
function activityScene(activity: Activity, finders: readonly FinderView[]): Scene {
  const own = finders.find(({ id }) => id === activity.finder)
  return (own && shown(own)) ?? { is: 'activity', activity }
}

/**
 * The board does not say which finder changed last, and a display that comes late must show what
 * the others show. Since an agenda is worked through in its order, the last one counts.
 */
function finderScene(finders: readonly FinderView[]): Scene | undefined {
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
