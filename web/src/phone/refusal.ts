import { REFUSALS, type RefusalCode } from '../wire/types.ts'
import type { Failure } from '../store/index.ts'
import { t } from '../words/index.ts'

/** Gives why a command was refused. A newer server's reason comes with words of its own. */
export function refusalWords(code: RefusalCode, words: string): string {
  const key = `refused.${code}` as const
  const known = REFUSALS.includes(code) ? t(key) : key
  // The words for it come with the rest of the page; until then, the server's.
  return known === key ? words : known
}

/** Gives why a request failed, likewise. */
export function failureWords({ code, words }: Failure): string {
  const key = `problem.${code}` as const
  const known = t(key)
  return known === key ? words : known
}
