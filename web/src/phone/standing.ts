import type { Standing, Why } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** Gives how my words stand, as I read it; nothing where everybody may see them. */
export function standingWords(standing: Standing): string {
  if (standing.is === 'shown') return ''
  return standing.is === 'waiting' ? t('answer.waiting') : whyWords('answer.hidden', standing)
}

/** Gives why something of mine was hidden or paused. */
export function whyWords(
  key: 'answer.hidden' | 'card.hiddenBecause' | 'card.nameHidden' | 'card.muted',
  { reason, words }: Why,
): string {
  const because = t(key, { reason: t(reason === 'other' ? 'reason.unnamed' : `reason.${reason}`) })
  return words ? `${because} ‘${words}’` : because
}
