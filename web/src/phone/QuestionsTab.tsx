import './questions.css'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { MyAnswer } from '../store/index.ts'
import { TallyView } from '../tally/TallyView.tsx'
import type { Answer, Finder, FinderView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { Ahead } from './now/Ahead.tsx'
import { Past, Present } from './now/Present.tsx'
import { answerWords } from './answerWords.ts'
import { Begun } from './Begun.tsx'
import { begunOf } from './drafts.ts'
import { closeQuestion, done, moved, opened, openQuestion } from './opened.ts'
import { areaName } from './placing.ts'
import { keepFocus } from '../ui/keepFocus.ts'

type Item = {
  finder: Finder
  view: FinderView
  answer: MyAnswer | undefined
  /** What I have begun and not sent. */
  begun: Answer | undefined
  open: boolean
}

/** The opinion finders: that of the present activity first, then open ones, one form at a time. */
export function QuestionsTab() {
  const items = questions()
  const open = items.filter((item) => item.open)
  const { finder: asked, kind } = store.activity.value ?? {}
  const fresh = open.filter(({ answer }) => !answer)
  const others = fresh.filter(({ finder }) => finder.id !== asked)
  const ofNow = fresh.filter(({ finder }) => finder.id === asked)
  const current =
    open.find(({ finder }) => finder.id === opened.value) ??
    // The welcome's small talk waits for what the facilitator asks beside it.
    (kind === 'welcome' ? [...others, ...ofNow] : [...ofNow, ...others])[0]
  // What I have begun, open ones to answer, my answers that can still be changed, then the rest.
  const rest = items.filter((item) => item !== current)
  const rank = ({ open, answer, begun }: Item) => (begun ? 0 : open ? (answer ? 2 : 1) : 3)
  const inOrder = [0, 1, 2, 3].flatMap((place) => rest.filter((item) => rank(item) === place))
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => (page.current ? keepFocus(page.current) : undefined), [])
  useEffect(() => store.complete(), [])
  return (
    <div class="questions page" ref={page}>
      <h2>{t('phone.tab.questions')}</h2>
      <Present />
      {items.length === 0 && store.later.value && <p>{t('phone.noQuestion')}</p>}
      {current && <Asked key={current.finder.id} item={current} />}
      {inOrder.map((item) => (
        <Answered key={item.finder.id} item={item} first={!current && item === inOrder[0]} />
      ))}
      <Ahead />
      <Past />
    </div>
  )
}

/** Those that are open, were answered or begun by me, or are shown to everybody. */
function questions(): Item[] {
  const { board, finders, card } = store
  const views = new Map(board.finders.value.map((view) => [view.id, view]))
  return finders.value.flatMap((finder) => {
    const view = views.get(finder.id)
    const answer = card.value.answers.find((one) => one.finder === finder.id)
    const open = view?.open === true && !board.ended.value
    const begun = begunOf(finder.id)
    const shown = open || answer || begun || view?.revealed
    return view && shown ? [{ finder, view, answer, begun, open }] : []
  })
}

/** The question that is being answered. The next one comes into view by itself, and is read out. */
function Asked({ item: { finder, view, answer } }: { item: Item }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (!moved.value) return
    moved.value = false
    done.value = undefined
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'center' })
  }, [answer?.answer])
  return (
    <section class="question question-open" aria-labelledby={`q-${finder.id}`}>
      <h3 id={`q-${finder.id}`} ref={heading} tabIndex={-1}>
        {finder.question}
      </h3>
      {finder.hint && <p class="question-hint">{finder.hint}</p>}
      <AnswerForm
        key={JSON.stringify(answer?.answer)}
        finder={finder}
        answer={answer?.answer}
        standings={answer?.standings ?? []}
        onDone={() => closeQuestion(finder.id)}
      />
      <Result finder={finder} view={view} />
    </section>
  )
}

/** A question that I have answered or begun, or that is closed. */
function Answered({ item, first }: { item: Item; first: boolean }) {
  const { finder, view, answer, begun, open } = item
  const heading = useRef<HTMLHeadingElement>(null)
  // No other question waits to be answered: the keyboard stays with this one.
  useLayoutEffect(() => {
    if (done.value !== finder.id || !moved.value) return
    moved.value = false
    done.value = undefined
    heading.current?.focus()
  }, [])
  return (
    <section class="question" aria-labelledby={`q-${finder.id}`}>
      <h3 id={`q-${finder.id}`} ref={heading} tabIndex={-1}>
        {finder.question}
      </h3>
      {!open && <p class="question-state">{t('phone.closed')}</p>}
      {answer && <Mine finder={finder} answer={answer} />}
      {begun && <Begun finder={finder} draft={begun} open={open} />}
      {open && !begun && (
        <button
          type="button"
          class={`button ${first && !answer ? 'button-primary' : ''}`}
          onClick={() => openQuestion(finder.id)}
        >
          {answer ? t('phone.changeAnswer') : t('phone.answerThis')}
        </button>
      )}
      <Result finder={finder} view={view} />
    </section>
  )
}

function Mine({ finder, answer }: { finder: Finder; answer: MyAnswer }) {
  return (
    <p class={`my-answer ${answer.pending ? 'is-pending' : ''}`}>
      <strong>{t('phone.myAnswer')}</strong>{' '}
      <bdi dir="auto">{answerWords(finder, answer.answer, areaName)}</bdi>{' '}
      <span class="after-state">{t(answer.pending ? 'phone.saving' : 'phone.saved')}</span>
    </p>
  )
}

function Result({ finder, view }: { finder: Finder; view: FinderView }) {
  if (!view.revealed || !view.tally) return null
  return (
    <div class="question-result">
      <h4>{t('phone.together')}</h4>
      <TallyView
        finder={finder}
        tally={view.tally}
        before={view.before}
        byArea={view.by_area ?? []}
        frozen={view.frozen ?? false}
        size="phone"
        nameOf={areaName}
      />
    </div>
  )
}
