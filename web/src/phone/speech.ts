import { t } from '../words/index.ts'
import { store, voice } from './app.ts'

/** A command that is acked sooner, in milliseconds, is only spoken of once: when it is saved. */
const SLOW_MS = 700

/** Says what I just did when it is saved, and before that, if saving takes a while, that it waits. */
export function sayWhenSaved(id: string, words: string): void {
  const timer = setTimeout(() => voice.own(`${words} ${t('phone.saving')}`), SLOW_MS)
  const stop = store.onOutcome((outcome) => {
    if (outcome.id !== id) return
    clearTimeout(timer)
    stop()
    // A refusal says for itself why.
    if (outcome.is === 'saved') voice.own(`${words} ${t('phone.saved')}`)
  })
}
