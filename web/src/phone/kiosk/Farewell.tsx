import { t } from '../../words/index.ts'
import { WordsToKeep } from '../help/WordsToKeep.tsx'
import { useArrival } from '../useArrival.ts'
import { type Farewell as Words, fetchWords, idle, toWelcome } from './kiosk.ts'

/** The way back to one's card, to take along. */
export function Farewell({ now: { who, words, failed, unsent } }: { now: Words }) {
  const title = failed ? t('kiosk.thanks') : t('kiosk.keep')
  const heading = useArrival(title)
  const left = idle.value?.left.value
  return (
    <main class="screen kiosk" onPointerDown={() => idle.peek()?.stay()}>
      {!failed && <p class="eyebrow">{t('kiosk.thanks')}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div aria-live="polite">
        {words && <WordsToKeep code={who.code} words={words} />}
        {words && <p>{t('kiosk.keepText')}</p>}
        {!words && !failed && <p>{t('kiosk.wordsWait')}</p>}
        {failed && <p>{t('kiosk.noWords')}</p>}
        {unsent > 0 && <p>{t('kiosk.unsent', { count: unsent })}</p>}
      </div>
      {failed && (
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
