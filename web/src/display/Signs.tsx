import './signs.css'
import '../ui/signs.css'
import { handsWords } from '../ui/hands.ts'
import { SIGNS, SignIcon } from '../ui/SignIcon.tsx'
import { useFresh } from '../ui/useFresh.ts'
import type { Signs as SignsView } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** What people in the room and elsewhere show: hands, and signs that have just come. */
export function Signs({ signs, quiet }: { signs: SignsView; quiet: boolean }) {
  const shown = useFresh(signs)
  const hands = signs.hands.length + (signs.more ?? 0)
  return (
    <section class="wall-signs" aria-label={t('signs.title')}>
      {hands > 0 && (
        <p class="wall-hands">
          <SignIcon sign="hand" />
          <span>{handsWords(signs.hands, signs.more)}</span>
        </p>
      )}
      {!quiet &&
        SIGNS.filter((sign) => shown[sign]).map((sign) => (
          <p class="wall-sign" key={sign}>
            <SignIcon sign={sign} />
            <span>{t(`signs.sign.${sign}`)}</span>
            {(shown[sign] ?? 0) > 1 && (
              <strong>{t('signs.times', { count: shown[sign] ?? 0 })}</strong>
            )}
          </p>
        ))}
    </section>
  )
}
