import { useState } from 'preact/hooks'
import { TextField } from '../../ui/Fields.tsx'
import type { Answer, Form } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { store } from '../app.ts'
import { dotsLeft, withDots } from './drafts.ts'

type Dots = Extract<Answer, { form: 'dots' }>

/** So many areas are shown before somebody searches. */
const FEW = 8

/** Dots to give to options, or to study areas, one at a time. */
export function DotsForm({
  form,
  question,
  draft,
  onDraft,
}: {
  form: Extract<Form, { form: 'dots' }>
  question: string
  draft: Dots
  onDraft: (draft: Dots) => void
}) {
  const [typed, setTyped] = useState('')
  const areas = store.definition.value?.areas ?? []
  const all = form.areas ? areas.map(({ id, name }) => ({ id, label: name })) : form.options
  const got = (id: string) => draft.given.find(({ option }) => option === id)?.dots ?? 0
  const wanted = typed.trim().toLowerCase()
  const found = all.filter(({ id, label }) =>
    wanted ? label.toLowerCase().includes(wanted) : !form.areas || all.length <= FEW || got(id) > 0,
  )
  const shown = form.areas && !wanted && found.length === 0 ? all : found
  const left = dotsLeft(draft, form.dots)
  const give = (id: string, dots: number) => onDraft(withDots(draft, id, dots))
  return (
    <fieldset class="choices">
      <legend class="visually-hidden">{question}</legend>
      <p class="dots-left" role="status">
        {t('answer.dotsLeft', { count: left, all: form.dots })}
      </p>
      {form.areas && all.length > FEW && (
        <TextField label={t('answer.findArea')} value={typed} onValue={setTyped} />
      )}
      {shown.length === 0 && <p>{t('answer.noArea')}</p>}
      <ul class="plain">
        {shown.map(({ id, label }) => (
          <li class="dots-row" key={id}>
            <span class="dots-label">{label}</span>
            <button
              type="button"
              class="button dots-button"
              aria-label={t('answer.dotLess', { option: label })}
              aria-disabled={got(id) === 0}
              onClick={() => got(id) > 0 && give(id, got(id) - 1)}
            >
              −
            </button>
            <span class="dots-given" aria-label={t('tally.dots', { count: got(id) })}>
              {'●'.repeat(got(id)) || '·'}
            </span>
            <button
              type="button"
              class="button dots-button"
              aria-label={t('answer.dotMore', { option: label })}
              aria-disabled={left === 0}
              onClick={() => left > 0 && give(id, got(id) + 1)}
            >
              +
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
