import './signs.css'
import '../ui/signs.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { handWords } from '../ui/hands.ts'
import { SIGNS, SignIcon } from '../ui/SignIcon.tsx'
import type { Sign, Signs as SignsView } from '../wire/types.ts'
import { list, t } from '../words/index.ts'
import { added, fresh } from './fresh.ts'

/** How long a sign stays on the wall, in milliseconds. */
const STAY_MS = 6000

/** As many names as fit one line. */
const NAMED = 3

/** What people in the room and elsewhere show: hands, and signs that have just come. */
export function Signs({ signs, quiet }: { signs: SignsView; quiet: boolean }) {
  const shown = useFresh(signs)
  const hands = signs.hands.length + (signs.more ?? 0)
  return (
    <section class="wall-signs" aria-label={t('signs.title')}>
      {hands > 0 && (
        <p class="wall-hands">
          <SignIcon sign="hand" />
          <span>
            {list(signs.hands.slice(0, NAMED).map(handWords))}
            {hands > NAMED && ` ${t('signs.more', { count: hands - NAMED })}`}
          </span>
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

/** Gives how many of each sign came lately; gone a while after the last of them. */
function useFresh({ sent }: SignsView): Partial<Record<Sign, number>> {
  const before = useRef(sent)
  const [shown, setShown] = useState<Partial<Record<Sign, number>>>({})
  useEffect(() => {
    const news = fresh(before.current, sent)
    before.current = sent
    if (Object.keys(news).length > 0) setShown((now) => added(now, news))
  }, [sent])
  useEffect(() => {
    const timer = setTimeout(() => setShown({}), STAY_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return shown
}
