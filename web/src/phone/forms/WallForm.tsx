import { TextField } from '../../ui/Fields.tsx'
import {
  type Answer,
  type Form,
  type Standing,
  WALL_NOTE_CHARS,
  WALL_NOTES,
} from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { standingWords } from '../standing.ts'
import { noteFields } from './drafts.ts'

type WallAnswer = Extract<Answer, { form: 'wall' }>

/** Short notes under prompts. There is always one empty field more, while there may be. */
export function WallForm({
  form,
  draft,
  standings,
  onDraft,
}: {
  form: Extract<Form, { form: 'wall' }>
  draft: WallAnswer
  /** How each note stands that was there before. */
  standings: readonly Standing[]
  onDraft: (draft: WallAnswer) => void
}) {
  const write = (at: number | undefined, prompt: string, words: string) => {
    const notes = [...draft.notes]
    if (at === undefined) notes.push({ prompt, words })
    else notes[at] = { prompt, words }
    onDraft({ form: 'wall', notes })
  }
  return (
    <>
      {form.prompts.map(({ id, label }) => (
        <fieldset class="wall-prompt" key={id}>
          <legend class="choices-legend">{label}</legend>
          {noteFields(draft, id, WALL_NOTES).map((at, place) => {
            const standing = at === undefined ? undefined : standings[at]
            return (
              <TextField
                key={place}
                label={t('answer.noteShort', { number: place + 1 })}
                spoken={t('answer.note', { number: place + 1, prompt: label })}
                hint={standing && standingWords(standing)}
                value={at === undefined ? '' : (draft.notes[at]?.words ?? '')}
                onValue={(words) => write(at, id, words)}
                maxLength={WALL_NOTE_CHARS}
                lines={2}
              />
            )
          })}
        </fieldset>
      ))}
    </>
  )
}
