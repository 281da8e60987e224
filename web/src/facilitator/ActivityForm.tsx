import { useState } from 'preact/hooks'
import { Choice, TextField } from '../ui/Fields.tsx'
import { Dialog } from '../ui/Modal.tsx'
import {
  type Activity,
  ACTIVITY_NOTES_CHARS,
  ACTIVITY_TEXT_CHARS,
  ACTIVITY_TITLE_CHARS,
  type ActivityKind,
} from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { edited } from './edited.ts'
import { SelectField } from './SelectField.tsx'

const KINDS: readonly ActivityKind[] = [
  'welcome',
  'stickers',
  'finder',
  'finding',
  'story',
  'tour',
  'vote',
  'break',
  'reflection',
  'close',
]

/** Writes an activity, or changes one. */
export function ActivityForm({
  desk,
  activity,
  isNew = false,
  onClose,
}: {
  desk: Desk
  activity: Activity
  /** It is not in the agenda yet. */
  isNew?: boolean
  onClose: () => void
}) {
  const [draft, setDraft] = useState(activity)
  const [wrong, setWrong] = useState('')
  const [gone, setGone] = useState(false)
  const set = (change: Partial<Activity>) => setDraft({ ...draft, ...change })
  const nothing = { id: '', label: t('facilitator.none') }
  const questions = desk.store.finders.value.map(({ id, question }) => ({ id, label: question }))
  const areas = desk.definition.areas.map(({ id, name }) => ({ id, label: name }))
  const save = (event: Event) => {
    event.preventDefault()
    if (!draft.title.trim()) return setWrong(t('facilitator.titleMissing'))
    const saved = edited(draft, desk.store.board.agenda.value.activities, isNew)
    if (!saved) return setGone(true)
    desk.do({ do: 'put_activity', activity: saved })
    onClose()
  }
  return (
    <Dialog title={t('facilitator.activity')} onClose={onClose}>
      <form onSubmit={save} noValidate>
        <TextField
          label={t('facilitator.title')}
          error={wrong}
          value={draft.title}
          onValue={(title) => set({ title })}
          maxLength={ACTIVITY_TITLE_CHARS}
        />
        <SelectField
          label={t('facilitator.whatKind')}
          value={draft.kind}
          options={KINDS.map((id) => ({ id, label: t(`facilitator.kind.${id}`) }))}
          onValue={(kind) => set({ kind: kind as ActivityKind })}
        />
        <TextField
          label={t('facilitator.text')}
          value={draft.text ?? ''}
          onValue={(text) => set({ text })}
          maxLength={ACTIVITY_TEXT_CHARS}
          lines={3}
        />
        <SelectField
          label={t('facilitator.itsQuestion')}
          value={draft.finder ?? ''}
          options={[nothing, ...questions]}
          onValue={(finder) => set({ finder })}
        />
        <SelectField
          label={t('facilitator.itsArea')}
          value={draft.area ?? ''}
          options={[nothing, ...areas]}
          onValue={(area) => set({ area })}
        />
        <TextField
          label={t('facilitator.howLong')}
          value={draft.minutes === undefined ? '' : String(draft.minutes)}
          onValue={(minutes) => set({ minutes: Number.parseInt(minutes, 10) || 0 })}
          maxLength={3}
        />
        <Choice
          type="checkbox"
          name="approval"
          chosen={draft.approval ?? false}
          hint={t('facilitator.approvalHint')}
          onChange={(approval) => set({ approval })}
        >
          {t('facilitator.approval')}
        </Choice>
        <TextField
          label={t('facilitator.ownNotes')}
          hint={t('facilitator.ownNotesHint')}
          value={draft.notes ?? ''}
          onValue={(notes) => set({ notes })}
          maxLength={ACTIVITY_NOTES_CHARS}
          lines={3}
        />
        <div role="status">{gone && <p>{t('facilitator.activityGone')}</p>}</div>
        <div class="row">
          <button type="submit" class="button button-primary">
            {t('facilitator.save')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {t('facilitator.dontSave')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
