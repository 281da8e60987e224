import { useState } from 'preact/hooks'
import { makeWords } from '../store/index.ts'
import { t } from '../words/index.ts'
import { code, me, threeWords, voice } from './app.ts'
import { failureWords } from './refusal.ts'

/** Three words with which I can come back on another phone. */
export function ThreeWords() {
  const words = threeWords.value
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const token = me.value?.token
  const make = async () => {
    if (busy || !token) return
    setBusy(true)
    const made = await makeWords(token)
    // The screen may have changed hands meanwhile: these words are for nobody else.
    if (me.peek()?.token !== token) return
    setBusy(false)
    setWrong(made.ok ? '' : failureWords(made.failure))
    if (!made.ok) return
    threeWords.value = made.value.words
    voice.own(made.value.words)
  }
  return (
    <section class="card-part">
      <h3>{t('card.words')}</h3>
      <p>{t('card.wordsText')}</p>
      {words && (
        <>
          <p class="three-words" translate={false}>
            {words}
          </p>
          <p>{t('card.wordsKeep', { code: code.value ?? '' })}</p>
        </>
      )}
      {wrong && (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      )}
      <button type="button" class="button" aria-disabled={busy} onClick={() => void make()}>
        {words ? t('card.wordsAgain') : t('card.wordsMake')}
      </button>
    </section>
  )
}
