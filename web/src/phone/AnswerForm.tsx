import { useState } from 'preact/hooks'
import type { Answer, Finder, KindId, Standing } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { me, store } from './app.ts'
import './forms/forms.css'
import { ChoiceForm } from './ChoiceForm.tsx'
import { DotsForm } from './forms/DotsForm.tsx'
import { drafts } from './drafts.ts'
import { isEmpty, tidy } from './forms/drafts.ts'
import { QuadrantForm } from './forms/QuadrantForm.tsx'
import { RankForm } from './forms/RankForm.tsx'
import { TargetForm } from './forms/TargetForm.tsx'
import { WallForm } from './forms/WallForm.tsx'
import { WordsForm } from './forms/WordsForm.tsx'
import { KnowledgeForm } from './KnowledgeForm.tsx'
import { LineForm } from './LineForm.tsx'
import { opened } from './opened.ts'
import { sayWhenSaved } from './speech.ts'

/**
 * Answers an opinion finder, or changes the answer. Nothing is chosen beforehand. What is begun is
 * kept apart from the form, since the form goes whenever one looks at something else.
 */
export function AnswerForm({
  finder,
  answer,
  standings = [],
  onDone,
}: {
  finder: Finder
  answer: Answer | undefined
  /** How the words of the answer stand. */
  standings?: readonly Standing[]
  onDone: () => void
}) {
  const who = me.value
  const begun = who && drafts.of(who)[finder.id]
  const draft = begun ?? (answer?.form === 'skip' ? undefined : answer)
  const [wrong, setWrong] = useState('')
  const round = store.board.finders.value.find(({ id }) => id === finder.id)?.round ?? 0
  const done = () => {
    if (who) drafts.drop(who, finder.id)
    onDone()
  }
  const save = (event: Event) => {
    event.preventDefault()
    if (!draft || isEmpty(draft)) return setWrong(t('refused.empty_answer'))
    const id = store.do({ do: 'answer', finder: finder.id, answer: tidy(draft), round })
    sayWhenSaved(id, t('phone.answerDone'))
    done()
  }
  const skip = () => {
    const id = store.do({ do: 'answer', finder: finder.id, answer: { form: 'skip' }, round })
    sayWhenSaved(id, t('answer.skipped'))
    done()
  }
  const takeBack = () => {
    const id = store.do({ do: 'take_back_answer', finder: finder.id })
    sayWhenSaved(id, t('phone.answerTaken'))
    done()
  }
  return (
    <form onSubmit={save} noValidate>
      <Fields
        finder={finder}
        draft={draft}
        standings={standings}
        onDraft={(next) => {
          if (who) drafts.keep(who, finder.id, next)
          // From here on no other question takes its place.
          opened.value = finder.id
          setWrong('')
        }}
      />
      {wrong && (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" class="button button-primary button-wide">
        {t('phone.saveAnswer')}
      </button>
      {answer && (
        <button type="button" class="button button-quiet button-wide" onClick={takeBack}>
          {t('phone.takeBackAnswer')}
        </button>
      )}
      {!answer && (
        <button type="button" class="button button-quiet button-wide" onClick={skip}>
          {t('answer.skip')}
        </button>
      )}
      <p class="privacy">
        {t(privacyOf(finder))} {finder.by_area && byAreaWords(finder.by_area)}
      </p>
    </form>
  )
}

function Fields({
  finder: { form, question },
  draft,
  standings,
  onDraft,
}: {
  finder: Finder
  draft: Answer | undefined
  standings: readonly Standing[]
  onDraft: (draft: Answer) => void
}) {
  switch (form.form) {
    case 'knowledge':
      return (
        <KnowledgeForm
          form={form}
          question={question}
          draft={draft?.form === 'knowledge' ? draft : { form: 'knowledge', chosen: [] }}
          onDraft={onDraft}
        />
      )
    case 'choice':
      return (
        <ChoiceForm
          form={form}
          question={question}
          draft={draft?.form === 'choice' ? draft : { form: 'choice', chosen: [] }}
          onDraft={onDraft}
        />
      )
    case 'line':
      return (
        <LineForm
          form={form}
          question={question}
          at={draft?.form === 'line' ? draft.at : undefined}
          onAt={(at) => onDraft({ form: 'line', at })}
        />
      )
    case 'dots':
      return (
        <DotsForm
          form={form}
          question={question}
          draft={draft?.form === 'dots' ? draft : { form: 'dots', given: [] }}
          onDraft={onDraft}
        />
      )
    case 'words':
      return (
        <WordsForm
          form={form}
          question={question}
          draft={draft?.form === 'words' ? draft : { form: 'words', chosen: [] }}
          onDraft={onDraft}
        />
      )
    case 'target':
      return (
        <TargetForm
          form={form}
          draft={draft?.form === 'target' ? draft : { form: 'target', aimed: [] }}
          onDraft={onDraft}
        />
      )
    case 'quadrant':
      return (
        <QuadrantForm
          form={form}
          question={question}
          at={draft?.form === 'quadrant' ? draft.at : undefined}
          onAt={(at) => onDraft({ form: 'quadrant', at })}
        />
      )
    case 'rank':
      return (
        <RankForm
          form={form}
          question={question}
          draft={draft?.form === 'rank' ? draft : { form: 'rank', order: [] }}
          onDraft={onDraft}
        />
      )
    case 'wall':
      return (
        <WallForm
          form={form}
          draft={draft?.form === 'wall' ? draft : { form: 'wall', notes: [] }}
          standings={standings}
          onDraft={onDraft}
        />
      )
    default:
      // A form that this page is too old for.
      form satisfies never
      return <p>{t('connection.oldText')}</p>
  }
}

/** That an answer is joined to where its author lives, if the question asks for it. */
function byAreaWords(id: KindId): string {
  const kind = store.definition.value?.kinds.find((one) => one.id === id)
  return kind ? t('answer.privacyArea', { kind: kind.label }) : ''
}

/** What others see of an answer, in one honest sentence. */
function privacyOf({ form, threshold, live }: Finder) {
  if (form.form === 'wall') return 'answer.privacyWall'
  if (live) return 'answer.privacyLive'
  return threshold > 1 ? 'answer.privacyFew' : 'phone.answerPrivacy'
}
