import type { Handled } from '../wire/types.ts'

/** Gives the pauses that nothing has ended, oldest first. */
export function paused(handled: readonly Handled[]): Handled[] {
  const ended = new Set(handled.map(({ ends }) => ends))
  return handled.filter(({ deed, rev }) => deed === 'muted' && !ended.has(rev))
}
