import type { GuestName } from '../wire/types.ts'

/** Gives the names that their owners show to nobody else. Two people may have the same name. */
export function privateNames(names: readonly string[], guests: readonly GuestName[]): string[] {
  const left = guests.map(({ name }) => name)
  return names.filter((name) => {
    const at = left.indexOf(name)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
