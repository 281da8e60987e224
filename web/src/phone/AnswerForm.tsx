import { useState } from 'preact/hooks'
import type { Answer, Finder } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'
import { ChoiceForm } from './ChoiceForm.tsx'
import { KnowledgeForm } from './KnowledgeForm.tsx'
import { LineForm } from './LineForm.tsx'
import { sayWhenSaved } from './speech.ts'

/** Answers an opinion finder, or changes the answer. Nothing is chosen beforehand. */
export function AnswerForm({
  finder,
  answer,
  onDone,
}: {
  finder: Finder
  answer: Answer | undefined
  onDone: () => void
}) {
  const [draft, setDraft] = useState(answer)
  const [wrong, setWrong] = useState('')
  const save = (event: Event) => {
    event.preventDefault()
    if (!draft || isEmpty(draft)) return setWrong(t('refused.empty_answer'))
    const id = store.do({ do: 'answer', finder: finder.id, answer: tidy(draft) })
    sayWhenSaved(id, t('phone.answerDone'))
    onDone()
  }
  const takeBack = () => {
    const id = store.do({ do: 'take_back_answer', finder: finder.id })
    sayWhenSaved(id, t('phone.answerTaken'))
    onDone()
  }
  return (
    <form onSubmit={save} noValidate>
      <Fields
        finder={finder}
        draft={draft}
        onDraft={(next) => {
          setDraft(next)
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
      <p class="privacy">{t('phone.answerPrivacy')}</p>
    </form>
  )
}

function Fields({
  finder: { form, question },
  draft,
  onDraft,
}: {
  finder: Finder
  draft: Answer | undefined
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
    default:
      // A form that this page is too old for.
      form satisfies never
      return <p>{t('connection.oldText')}</p>
  }
}

function isEmpty(answer: Answer): boolean {
  if (answer.form === 'knowledge') return answer.chosen.length === 0 && !answer.own?.trim()
  return answer.form === 'choice' && answer.chosen.length === 0
}

function tidy(answer: Answer): Answer {
  if (answer.form !== 'knowledge') return answer
  const own = answer.own?.trim()
  return { form: 'knowledge', chosen: answer.chosen, ...(own ? { own } : {}) }
}
