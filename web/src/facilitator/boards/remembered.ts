import { type ReadonlySignal, signal } from '@preact/signals'
import { readLocal, writeLocal } from '../../store/index.ts'

/** A board that this computer can run. */
export type Remembered = { board: string; title: string; token: string }

const LIST = 'kenspeckle.boards'

/** Boards of this window, and those that were kept on this computer. */
const list = signal<readonly Remembered[]>(read())
const kept = signal(readLocal(LIST) !== undefined)

export const boards: ReadonlySignal<readonly Remembered[]> = list
/** Whether the list outlives the window: only if somebody said so, for links are keys. */
export const keeps: ReadonlySignal<boolean> = kept

/** Puts a board first in the list. */
export function remember(one: Remembered): void {
  update([one, ...list.peek().filter(({ board }) => board !== one.board)])
}

/** Takes a board from the list; the board itself stays. */
export function forget(board: string): void {
  update(list.peek().filter((one) => one.board !== board))
}

/** Keeps the list on this computer from now on, or no longer; says whether the browser did. */
export function setKeeps(on: boolean): boolean {
  const done = writeLocal(LIST, on ? JSON.stringify(list.peek()) : undefined)
  if (done) kept.value = on
  return done
}

function update(next: readonly Remembered[]): void {
  list.value = next
  if (kept.peek()) writeLocal(LIST, JSON.stringify(next))
}

/** What somebody else wrote there is not ours. */
function read(): Remembered[] {
  try {
    const found: unknown = JSON.parse(readLocal(LIST) ?? '[]')
    return Array.isArray(found) ? found.filter(isRemembered) : []
  } catch {
    return []
  }
}

function isRemembered(one: unknown): one is Remembered {
  const { board, title, token } = (one ?? {}) as Partial<Record<keyof Remembered, unknown>>
  return [board, title, token].every((part) => typeof part === 'string')
}

/** The address that runs a board, by the way on which this page was opened. */
export function facilitatorAddress(token: string): string {
  return `${location.origin}/facilitator#${token}`
}

/** Gives the token in a link that runs a board. */
export function tokenOf(link: string): string {
  return link.slice(link.indexOf('#') + 1)
}
