import type { Activity, ActivityId, AreaId, FinderView } from '../wire/types.ts'

/** What the facilitator's page needs to know of a board to suggest what comes next. */
export type StepBoard = {
  ended: boolean
  showing: AreaId | null
  /** In the definition's order. */
  finders: readonly FinderView[]
  /** How many stickers are on the board. */
  stickers: number
  /** How many participants are connected. */
  people: number
  /** The agenda in its order; empty where there is none. */
  agenda: readonly Activity[]
  /** The present activity. */
  now: ActivityId | null
}

/** The one thing to do next. */
export type Step =
  | { is: 'gather' }
  | { is: 'open'; finder: FinderView; first: boolean }
  | { is: 'wait'; finder: FinderView }
  | { is: 'reveal'; finder: FinderView }
  | { is: 'close'; finder: FinderView }
  | { is: 'put_away'; finder: FinderView }
  | { is: 'go'; activity: Activity }
  | { is: 'stop_showing'; area: AreaId }
  | { is: 'end' }
  | { is: 'take_up' }

/** Fewer answers than this could tell on a person, unless everybody who is here has answered. */
export const FEW = 3

/**
 * Gives the step that a facilitator most likely wants next: what is under way is brought to its end
 * (open, reveal, close, put away) before the next question in the definition's order is opened.
 */
export function nextStep(board: StepBoard): Step {
  if (board.ended) return { is: 'take_up' }
  if (board.showing !== null) return { is: 'stop_showing', area: board.showing }
  const finders = board.finders.filter(({ id }) => !isSmallTalk(id, board.agenda))
  return underWay({ ...board, finders }) ?? ahead({ ...board, finders })
}

/** The welcome's question goes by itself when the board goes on. */
function isSmallTalk(id: string, agenda: readonly Activity[]): boolean {
  return agenda.some(({ kind, finder }) => kind === 'welcome' && finder === id)
}

function underWay({ finders, people, agenda, now }: StepBoard): Step | undefined {
  const open = last(finders, (finder) => finder.open)
  if (open?.revealed) return { is: 'close', finder: open }
  if (open) return { is: isFew(open, people) ? 'wait' : 'reveal', finder: open }
  // Elsewhere the answers leave the screens by themselves as the board goes on.
  const kind = agenda.find(({ id }) => id === now)?.kind
  if (kind !== undefined && kind !== 'welcome' && kind !== 'stickers') return undefined
  const revealed = last(finders, (finder) => finder.revealed)
  return revealed && { is: 'put_away', finder: revealed }
}

function ahead({ finders, stickers, people, agenda, now }: StepBoard): Step {
  const fresh = finders.find((finder) => !answered(finder))
  const first = finders.every((finder) => !answered(finder))
  if (first && people === 0 && stickers === 0) return { is: 'gather' }
  if (agenda.length > 0) {
    const next = following(agenda, now)
    return next ? { is: 'go', activity: next } : { is: 'end' }
  }
  return fresh ? { is: 'open', finder: fresh, first } : { is: 'end' }
}

/** Gives the activity after the present one, past those that are left out. */
export function following(
  agenda: readonly Activity[],
  now: ActivityId | null,
): Activity | undefined {
  const at = agenda.findIndex(({ id }) => id === now)
  return agenda.slice(at + 1).find(({ skipped }) => !skipped)
}

/** Whether so few have answered a finder that others may guess who said what. */
export function isFew(finder: FinderView, people: number): boolean {
  const count = answered(finder)
  return count < FEW && (count === 0 || count < people)
}

function answered(finder: FinderView): number {
  return finder.answered ?? 0
}

function last<T>(items: readonly T[], holds: (item: T) => boolean): T | undefined {
  return items.filter(holds).pop()
}
