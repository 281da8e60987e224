import './seen.css'
import { useEffect } from 'preact/hooks'
import { isCalm } from '../../ui/calm.ts'
import { handsWords } from '../../ui/hands.ts'
import { SIGNS, SignIcon } from '../../ui/SignIcon.tsx'
import { useFresh } from '../../ui/useFresh.ts'
import type { Hand, Sign, Signs } from '../../wire/types.ts'
import { list, t } from '../../words/index.ts'
import { store, voice } from '../app.ts'
import { announces } from '../arrivals.ts'

/** Whose hands are up, for whoever is elsewhere and does not see the wall. */
export function HandsSeen() {
  const signs = seenElsewhere()
  if (!signs) return null
  const hands = handsOfOthers(signs)
  return (
    // Always there, since only what changes inside is read out.
    <p class="seen-hands" role="status">
      {hands.length > 0 && (
        <>
          <SignIcon sign="hand" />
          <span>{t('signs.handsUp', { who: handsWords(hands, signs.more) })}</span>
        </>
      )}
    </p>
  )
}

/** The signs that have just come, for whoever is elsewhere. */
export function SignsSeen() {
  const signs = seenElsewhere()
  return signs ? <Came signs={signs} /> : null
}

/** The hands of everybody but me. */
export function handsOfOthers({ hands, mine }: Pick<Signs, 'hands' | 'mine'>): Hand[] {
  return hands.filter(({ number }) => number !== mine)
}

/** Hands and signs, if I am not where the wall shows them. */
export function seenElsewhere(): Signs | undefined {
  const elsewhere = store.welcome.value !== undefined && store.here() === 'remote'
  return elsewhere ? store.signs.value : undefined
}

function Came({ signs }: { signs: Signs }) {
  const shown = useFresh(signs)
  const came = store.board.quiet.value ? [] : SIGNS.filter((sign) => shown[sign])
  useEffect(() => {
    // Read out with what else others do, at most one line every ten seconds.
    if (came.length > 0 && announces()) voice.others(() => saidOf(came, shown))
  }, [shown])
  if (came.length === 0 || isCalm()) return null
  return (
    <p class="seen-signs" aria-hidden="true">
      {came.map((sign) => (
        <span class="seen-sign" key={sign}>
          <SignIcon sign={sign} /> {withTimes(sign, shown)}
        </span>
      ))}
    </p>
  )
}

function saidOf(came: readonly Sign[], shown: Partial<Record<Sign, number>>): string {
  return t('signs.othersShow', { signs: list(came.map((sign) => withTimes(sign, shown))) })
}

function withTimes(sign: Sign, shown: Partial<Record<Sign, number>>): string {
  const count = shown[sign] ?? 0
  const words = t(`signs.sign.${sign}`)
  return count > 1 ? `${words} ${t('signs.times', { count })}` : words
}
