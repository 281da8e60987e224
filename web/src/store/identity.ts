import { CODE_LETTERS, type Here, type Joined } from '../wire/types.ts'
import * as api from './api.ts'
import type { Result } from './api.ts'
import { readLocal, writeLocal } from './local.ts'

/** Who this device is on one board. */
export type Identity = { code: string; board: string; token: string; here: Here }

/** Letters of join codes: none that are mistaken for each other. */
const LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ'

/** Gives the join code in what somebody typed, or undefined: case, blanks and hyphens do not count. */
export function readCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '')
  const good = letters.length === CODE_LETTERS && [...letters].every((one) => LETTERS.includes(one))
  return good ? letters : undefined
}

/** Gives who this device is on the board with this join code, if it has been there. */
export function recall(code: string): Identity | undefined {
  try {
    const kept = JSON.parse(readLocal(keyOf(code)) ?? 'null') as Partial<Identity> | null
    if (typeof kept?.token !== 'string' || typeof kept.board !== 'string') return undefined
    const here = kept.here === 'remote' ? 'remote' : 'room'
    return { code, board: kept.board, token: kept.token, here }
  } catch {
    return undefined
  }
}

/** Forgets who this device was on a board. */
export function forget(code: string): void {
  writeLocal(keyOf(code), undefined)
}

/** Becomes a new participant, and keeps who that is on this device. */
export async function join(code: string, here: Here): Promise<Result<Identity>> {
  return keep(await joinAnother(code, here))
}

/** Gives a new participant, whom this device is not yet. */
export async function joinAnother(code: string, here: Here): Promise<Result<Identity>> {
  return named(code, here, await api.join(code))
}

/** Becomes again who one was, by three words. */
export async function comeBack(code: string, words: string, here: Here): Promise<Result<Identity>> {
  return keep(named(code, here, await api.comeBack(code, words.trim())))
}

function named(code: string, here: Here, joined: Result<Joined>): Result<Identity> {
  return joined.ok ? { ok: true, value: { code, here, ...joined.value } } : joined
}

function keep(who: Result<Identity>): Result<Identity> {
  if (who.ok) remember(who.value)
  return who
}

/** Keeps who this device is on a board. */
export function remember({ code, board, token, here }: Identity): void {
  writeLocal(keyOf(code), JSON.stringify({ board, token, here }))
}

/** Whether this page is a kiosk (`?kiosk`): one device for many people, one after the other. */
export const isKiosk = (): boolean => /[?&]kiosk\b/.test(location.search)

/** Whether this device has people of its own to enter for, beside whoever uses it. */
export const hasPeople = (code: string): boolean => readLocal(peopleKey(code)) !== undefined

/** Where the people of a device are kept. */
export const peopleKey = (code: string): string => keyOf(code, 'people')

/** A kiosk and whoever else uses the same browser know nothing of each other. */
const keyOf = (code: string, what = 'me') =>
  `kenspeckle.${isKiosk() ? 'kiosk.' : ''}${what}.${code}`
