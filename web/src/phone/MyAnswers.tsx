import { useRef } from 'preact/hooks'
import type { MyAnswer } from '../store/index.ts'
import { t } from '../words/index.ts'
import { store, tab } from './app.ts'
import { answerWords } from './answerWords.ts'
import { openQuestion } from './opened.ts'
import { areaName } from './placing.ts'
import { sayWhenSaved } from './speech.ts'
import { standingWords } from './standing.ts'

/** My answers, each to change while its question is open, and to take back. */
export function MyAnswers() {
  const { answers } = store.card.value
  // What is taken back leaves, and must not take the keyboard with it.
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section class="card-part">
      <h3 ref={heading} tabIndex={-1}>
        {t('card.answers')}
      </h3>
      {answers.length === 0 && <p>{t('card.noAnswers')}</p>}
      <ul class="plain">
        {answers.map((mine) => (
          <Row key={mine.finder} mine={mine} onGone={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  )
}

function Row({ mine, onGone }: { mine: MyAnswer; onGone: () => void }) {
  const finder = store.finders.value.find(({ id }) => id === mine.finder)
  const view = store.board.finders.value.find(({ id }) => id === mine.finder)
  if (!finder) return null
  const change = () => {
    openQuestion(finder.id)
    tab.value = 'questions'
  }
  const takeBack = () => {
    const id = store.do({ do: 'take_back_answer', finder: finder.id })
    sayWhenSaved(id, t('phone.answerTaken'))
    onGone()
  }
  return (
    <li class={`my-sticker ${mine.pending ? 'is-pending' : ''}`}>
      <p class="my-sticker-where">{finder.question}</p>
      <p>
        <bdi dir="auto">{answerWords(finder, mine.answer, areaName)}</bdi>{' '}
        {mine.pending && <span class="after-state">{t('phone.saving')}</span>}
      </p>
      {mine.standings.map(standingWords).map((words, at) =>
        words ? (
          <p class="my-hidden" key={at}>
            {words}
          </p>
        ) : null,
      )}
      <div class="row">
        {view?.open && !store.board.ended.value && (
          <button type="button" class="button button-small" onClick={change}>
            {t('card.change')}
            <span class="visually-hidden"> {finder.question}</span>
          </button>
        )}
        <button type="button" class="button button-small" onClick={takeBack}>
          {t('card.takeBack')}
          <span class="visually-hidden"> {finder.question}</span>
        </button>
      </div>
    </li>
  )
}
