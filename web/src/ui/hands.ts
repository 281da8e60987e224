import type { Hand } from '../wire/types.ts'
import { list, t } from '../words/index.ts'

/** Gives whose hand it is, as far as everybody may know. */
export function handWords({ name, here }: Hand): string {
  const remote = here === 'remote'
  if (name) return remote ? t('signs.nameRemote', { name }) : name
  return t(remote ? 'signs.somebodyRemote' : 'signs.somebody')
}

/** As many names as fit one line. */
const NAMED = 3

/** Gives whose hands are up in one line, the first ones first, and how many `more` there are. */
export function handsWords(hands: readonly Hand[], more = 0): string {
  const rest = Math.max(0, hands.length - NAMED) + more
  const named = list(hands.slice(0, NAMED).map(handWords))
  return rest > 0 ? `${named} ${t('signs.more', { count: rest })}` : named
}
