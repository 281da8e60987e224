import { type Identity, peopleKey } from './identity.ts'
import { readLocal, writeLocal } from './local.ts'

/** Somebody this device enters for: its owner, a person without a phone, or a sheet of paper. */
export type Person = Identity & {
  is: 'self' | 'guest' | 'paper'
  /** What the helper calls them; it stays on this device. */
  name: string
  /** The three words that were made for them here. */
  words?: string
  /** They have gone: what still waits is sent, then they are forgotten. */
  gone?: true
  /** Paper: how many dots were put under it, in all and in its present round. */
  put?: number
  round?: number
}

/** Gives the people of this device on a board, its owner first. */
export function readPeople(code: string): Person[] {
  try {
    const kept: unknown = JSON.parse(readLocal(peopleKey(code)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPerson) : []
  } catch {
    return []
  }
}

/** Keeps them; with nobody, nothing. */
export function writePeople(code: string, people: readonly Person[]): boolean {
  return writeLocal(peopleKey(code), people.length > 0 ? JSON.stringify(people) : undefined)
}

/**
 * Gives the people to keep when one tab of a device has changed `before` into `next`, and `kept` is
 * what stands there now: another tab may have taken somebody in, or finished with somebody.
 */
export function mergePeople(
  kept: readonly Person[],
  before: readonly Person[],
  next: readonly Person[],
): Person[] {
  // Nothing is kept: there was nobody, or this browser keeps nothing.
  if (kept.length === 0) return [...next]
  const has = (list: readonly Person[]) => new Set(list.map(({ token }) => token))
  const [there, earlier, now] = [has(kept), has(before), has(next)]
  const mine = new Map(next.map((one) => [one.token, one]))
  const stay = kept.filter(({ token }) => now.has(token) || !earlier.has(token))
  const come = next.filter(({ token }) => !there.has(token) && !earlier.has(token))
  return [...stay.map((one) => mine.get(one.token) ?? one), ...come]
}

function isPerson(kept: unknown): kept is Person {
  const { token, board, is } = (kept ?? {}) as Partial<Person>
  const known = is === 'self' || is === 'guest' || is === 'paper'
  return known && typeof token === 'string' && typeof board === 'string'
}
