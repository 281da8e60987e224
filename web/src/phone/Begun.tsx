import { useEffect } from 'preact/hooks'
import type { Answer, Finder } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { answerWords } from './answerWords.ts'
import { me, voice } from './app.ts'
import { drafts } from './drafts.ts'
import { opened, openQuestion } from './opened.ts'
import { areaName } from './placing.ts'

/** An answer of mine that is not sent: to go on with, or to read where it came too late. */
export function Begun({ finder, draft, open }: { finder: Finder; draft: Answer; open: boolean }) {
  useEffect(() => {
    // It closed under my hands; a screen reader would only notice that the form is gone.
    if (!open && opened.peek() === finder.id) voice.own(t('answer.begunClosed'))
  }, [open])
  const drop = () => {
    const who = me.peek()
    if (who) drafts.drop(who, finder.id)
  }
  return (
    <div class="begun">
      <p>{t(open ? 'answer.begun' : 'answer.begunClosed')}</p>
      <p class="begun-words">
        <bdi dir="auto">{answerWords(finder, draft, areaName)}</bdi>
      </p>
      <div class="row">
        {open && (
          <button type="button" class="button" onClick={() => openQuestion(finder.id)}>
            {t('answer.begunGoOn')}
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={drop}>
          {t('answer.begunDrop')}
          <span class="visually-hidden">: {finder.question}</span>
        </button>
      </div>
    </div>
  )
}
