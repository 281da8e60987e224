import { t } from '../../words/index.ts'
import { WordsToKeep } from '../help/WordsToKeep.tsx'
import { useArrival } from '../useArrival.ts'
import { type Farewell as Words, fetchWords, idle, toWelcome } from './kiosk.ts'

/** The way back to one's card, to take along. */
export function Farewell({ now: { who, words, wrong, unsent } }: { now: Words }) {
  const heading = useArrival(t('kiosk.keep'))
  const left = idle.value?.left.value
  return (
    <main class="screen kiosk" onPointerDown={() => idle.peek()?.stay()}>
      <p class="eyebrow">{t('kiosk.thanks')}</p>
      <h1 ref={heading} tabIndex={-1}>
        {t('kiosk.keep')}
      </h1>
      <div aria-live="polite">
        {words && <WordsToKeep code={who.code} words={words} />}
        {words && <p>{t('kiosk.keepText')}</p>}
        {!words && !wrong && <p>{t('kiosk.wordsWait')}</p>}
        {wrong && <p class="field-error">{wrong}</p>}
        {wrong && <p>{t('kiosk.noWords')}</p>}
        {unsent > 0 && <p>{t('kiosk.unsent', { count: unsent })}</p>}
      </div>
      {wrong && (
        <button type="button" class="button button-wide" onClick={() => void fetchWords()}>
          {t('kiosk.again')}
        </button>
      )}
      <button
        type="button"
        class="button button-primary button-wide kiosk-begin"
        onClick={toWelcome}
      >
        {t('kiosk.done')}
      </button>
      <p class="kiosk-closing" role="timer">
        {left !== undefined && t('kiosk.closing', { count: left })}
      </p>
    </main>
  )
}
