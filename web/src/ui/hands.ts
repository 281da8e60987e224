import type { Hand } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** Gives whose hand it is, as far as everybody may know. */
export function handWords({ name, here }: Hand): string {
  const remote = here === 'remote'
  if (name) return remote ? t('signs.nameRemote', { name }) : name
  return t(remote ? 'signs.somebodyRemote' : 'signs.somebody')
}
