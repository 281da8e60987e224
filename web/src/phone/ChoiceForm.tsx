import { Choice } from '../ui/Fields.tsx'
import type { Answer, Form } from '../wire/types.ts'

type Chosen = Extract<Answer, { form: 'choice' }>

/** One, or any number, of a list. */
export function ChoiceForm({
  form,
  question,
  draft,
  onDraft,
}: {
  form: Extract<Form, { form: 'choice' }>
  question: string
  draft: Chosen
  onDraft: (draft: Chosen) => void
}) {
  const choose = (id: string, on: boolean) => {
    const rest = form.many ? draft.chosen.filter((one) => one !== id) : []
    onDraft({ form: 'choice', chosen: on ? [...rest, id] : rest })
  }
  return (
    <fieldset class="choices">
      <legend class="visually-hidden">{question}</legend>
      {form.options.map(({ id, label }) => (
        <Choice
          key={id}
          type={form.many ? 'checkbox' : 'radio'}
          name="choice"
          chosen={draft.chosen.includes(id)}
          onChange={(on) => choose(id, on)}
        >
          {label}
        </Choice>
      ))}
    </fieldset>
  )
}
