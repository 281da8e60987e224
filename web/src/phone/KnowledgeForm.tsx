import { Choice, TextField } from '../ui/Fields.tsx'
import { type Answer, type Depth, type Form, OWN_ENTRY_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'

type Knowledge = Extract<Answer, { form: 'knowledge' }>

const DEPTHS: readonly Depth[] = ['heard', 'some', 'tell']

/** All the kinds of knowledge that apply, how deep if one likes, and an entry of one's own. */
export function KnowledgeForm({
  form,
  question,
  draft,
  onDraft,
}: {
  form: Extract<Form, { form: 'knowledge' }>
  question: string
  draft: Knowledge
  onDraft: (draft: Knowledge) => void
}) {
  const choose = (option: string, on: boolean) => {
    const rest = draft.chosen.filter((one) => one.option !== option)
    onDraft({ ...draft, chosen: on ? [...rest, { option }] : rest })
  }
  const deepen = (option: string, depth: Depth) =>
    onDraft({
      ...draft,
      chosen: draft.chosen.map((one) => (one.option === option ? { option, depth } : one)),
    })
  return (
    <>
      <fieldset class="choices">
        <legend class="visually-hidden">{question}</legend>
        {form.options.map(({ id, label }) => {
          const chosen = draft.chosen.find((one) => one.option === id)
          return (
            <div key={id} class="knowledge">
              <Choice
                type="checkbox"
                name={id}
                chosen={chosen !== undefined}
                onChange={(on) => choose(id, on)}
              >
                {label}
              </Choice>
              {chosen && form.depth && (
                <DepthChips
                  option={id}
                  label={label}
                  depth={chosen.depth}
                  onDepth={(depth) => deepen(id, depth)}
                />
              )}
            </div>
          )
        })}
      </fieldset>
      {form.own && (
        <TextField
          label={t('phone.own')}
          hint={t('phone.ownHint')}
          value={draft.own ?? ''}
          onValue={(own) => onDraft({ ...draft, own })}
          maxLength={OWN_ENTRY_CHARS}
        />
      )}
    </>
  )
}

function DepthChips({
  option,
  label,
  depth,
  onDepth,
}: {
  option: string
  label: string
  depth: Depth | undefined
  onDepth: (depth: Depth) => void
}) {
  return (
    <fieldset class="depths">
      <legend class="depths-legend">
        {t('phone.howWell')}
        <span class="visually-hidden"> {label}</span>
      </legend>
      <div class="depths-row">
        {DEPTHS.map((one) => (
          <label key={one} class={`depth ${one === depth ? 'depth-chosen' : ''}`}>
            <input
              class="visually-hidden"
              type="radio"
              name={`depth-${option}`}
              checked={one === depth}
              onChange={() => onDepth(one)}
            />
            <span class="ringed">{t(`phone.depth.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
