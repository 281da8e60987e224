import { Choice, TextField } from '../../ui/Fields.tsx'
import { type Answer, type Form, OWN_WORD_CHARS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'

type Words = Extract<Answer, { form: 'words' }>

/** A few words, from a bank or one's own. */
export function WordsForm({
  form,
  question,
  draft,
  onDraft,
}: {
  form: Extract<Form, { form: 'words' }>
  question: string
  draft: Words
  onDraft: (draft: Words) => void
}) {
  const own = draft.own ?? []
  const used = draft.chosen.length + own.filter((word) => word.trim()).length
  const choose = (id: string, on: boolean) => {
    const rest = draft.chosen.filter((one) => one !== id)
    onDraft({ ...draft, chosen: on ? [...rest, id] : rest })
  }
  const write = (at: number, word: string) => {
    const next = Array.from({ length: Math.max(own.length, at + 1) }, (_, i) => own[i] ?? '')
    next[at] = word
    onDraft({ ...draft, own: next })
  }
  const fields = form.own ? Math.max(own.length, Math.min(1, form.most - draft.chosen.length)) : 0
  const more = form.own && fields > 0 && used < form.most && (own[fields - 1] ?? '').trim() !== ''
  return (
    <>
      <fieldset class="choices">
        <legend class="visually-hidden">{question}</legend>
        <p class="dots-left" role="status">
          {t('answer.wordsLeft', { count: Math.max(0, form.most - used), all: form.most })}
        </p>
        {form.bank.map(({ id, label }) => {
          const chosen = draft.chosen.includes(id)
          return (
            <Choice
              key={id}
              type="checkbox"
              name={id}
              chosen={chosen}
              onChange={(on) => (!on || used < form.most) && choose(id, on)}
            >
              {label}
            </Choice>
          )
        })}
      </fieldset>
      {Array.from({ length: more ? fields + 1 : fields }, (_, at) => (
        <TextField
          key={at}
          label={t('answer.ownWord', { number: at + 1 })}
          {...(at === 0 ? { hint: t('answer.ownHint') } : {})}
          value={own[at] ?? ''}
          onValue={(word) => write(at, word)}
          maxLength={OWN_WORD_CHARS}
        />
      ))}
    </>
  )
}
