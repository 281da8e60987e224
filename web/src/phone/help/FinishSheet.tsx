import { useState } from 'preact/hooks'
import { makeWords } from '../../store/index.ts'
import { Choice } from '../../ui/Fields.tsx'
import { Sheet } from '../../ui/Modal.tsx'
import { t } from '../../words/index.ts'
import { me, threeWords } from '../app.ts'
import { hasBegun } from '../drafts.ts'
import { failureWords } from '../refusal.ts'
import { finish, nameOf, panel, present, unsentOf } from './party.ts'
import { WordsToKeep } from './WordsToKeep.tsx'

/** Gives the way back to somebody on paper, and then forgets them on this phone. */
export function FinishSheet() {
  const person = present.value
  const [written, setWritten] = useState(false)
  const [wrong, setWrong] = useState('')
  if (!person) return null
  const name = nameOf(person)
  const isPaper = person.is === 'paper'
  const unsent = unsentOf(person)
  const words = threeWords.value
  const close = () => {
    panel.value = undefined
  }
  const make = async () => {
    const made = await makeWords(person.token)
    if (!made.ok) return setWrong(failureWords(made.failure))
    setWrong('')
    if (me.peek()?.token === person.token) threeWords.value = made.value.words
  }
  const end = () => {
    if (written) finish(person)
    else setWrong(t('help.writtenMissing'))
  }
  return (
    <Sheet title={isPaper ? t('paper.finish') : t('help.finishTitle', { name })} onClose={close}>
      <p>{isPaper ? t('paper.finishText') : t('help.finishText', { name })}</p>
      {words && <WordsToKeep code={person.code} words={words} />}
      {words && (
        <Choice type="checkbox" name="written" chosen={written} onChange={setWritten}>
          {t('help.written')}
        </Choice>
      )}
      {hasBegun(person) && <p class="bar bar-warn">{t('help.finishBegun', { name })}</p>}
      {unsent > 0 && <p class="bar bar-warn">{t('help.finishUnsaved', { count: unsent })}</p>}
      {wrong && (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      )}
      <button
        type="button"
        class="button button-primary button-wide"
        aria-disabled={words !== '' && (!written || unsent > 0)}
        onClick={words ? end : () => void make()}
      >
        {words ? t('help.forget') : t('help.wordsMake')}
      </button>
      <button type="button" class="button button-quiet button-wide" onClick={close}>
        {t('help.stay')}
      </button>
    </Sheet>
  )
}
