import { useState } from 'preact/hooks'
import { Choice, TextField } from '../ui/Fields.tsx'
import { Dialog } from '../ui/Modal.tsx'
import { type Activity, type Form, type StickerKind, THRESHOLD } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { freshId } from './freshId.ts'
import { canSplit, type Draft, emptyDraft, finderOf, labelOf, NEEDS } from './newFinder.ts'
import { SelectField } from './SelectField.tsx'

const FORMS = Object.keys(NEEDS) as Form['form'][]

/** Writes a new question while the board runs: to be asked now, or kept for later. */
export function NewQuestion({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [wrong, setWrong] = useState<'question' | 'lines' | 'ends' | undefined>(undefined)
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setWrong(undefined)
  }
  const save = (ask: boolean) => {
    const finder = finderOf(draft, freshId('q'))
    if (typeof finder === 'string') return setWrong(finder)
    const { activities, now } = desk.store.board.agenda.value
    const before = activities[activities.findIndex(({ id }) => id === now) + 1]?.id
    const activity: Activity = {
      id: freshId('a'),
      kind: 'finder',
      title: labelOf(finder.question),
      finder: finder.id,
      state: 'closed',
      ...(draft.approval ? { approval: true } : {}),
    }
    desk.doAll([
      { do: 'put_finder', finder },
      { do: 'put_activity', activity, ...(before ? { before } : {}) },
      ...(ask ? [{ do: 'go_to' as const, activity: activity.id }] : []),
    ])
    onClose()
  }
  const { form } = draft
  return (
    <Dialog title={t('facilitator.newQuestion')} onClose={onClose}>
      <TextField
        label={t('facilitator.theQuestion')}
        error={wrong === 'question' ? t('facilitator.questionMissing') : undefined}
        value={draft.question}
        onValue={(question) => set({ question })}
        maxLength={160}
      />
      <SelectField
        label={t('facilitator.howAnswered')}
        value={form}
        options={FORMS.map((id) => ({ id, label: t(`facilitator.form.${id}`) }))}
        onValue={(next) => set({ form: next as Form['form'] })}
      />
      {!(form === 'dots' && draft.areas) && (
        <TextField
          label={t(`facilitator.lines.${form}`)}
          hint={t('facilitator.oneToALine')}
          error={wrong === 'question' ? undefined : wordsOf(wrong, form)}
          value={draft.lines}
          onValue={(lines) => set({ lines })}
          lines={4}
        />
      )}
      <Settings draft={draft} set={set} kinds={desk.definition.kinds} />
      <div class="row">
        <button type="button" class="button button-primary" onClick={() => save(true)}>
          {t('facilitator.askNow')}
        </button>
        <button type="button" class="button" onClick={() => save(false)}>
          {t('facilitator.keepForLater')}
        </button>
      </div>
    </Dialog>
  )
}

/** What is wrong with the lines of a question. */
function wordsOf(wrong: 'lines' | 'ends' | undefined, form: Form['form']): string | undefined {
  if (wrong === 'ends') return t('facilitator.endsSame')
  return wrong && t(`facilitator.linesWrong.${form}`)
}

/** The few settings that the kind of question has. */
function Settings({
  draft,
  set,
  kinds,
}: {
  draft: Draft
  set: (change: Partial<Draft>) => void
  kinds: readonly StickerKind[]
}) {
  const { form } = draft
  const choice = (name: 'several' | 'own' | 'areas' | 'hideFew' | 'live' | 'approval') => (
    <Choice
      key={name}
      type="checkbox"
      name={name}
      chosen={draft[name]}
      onChange={(on) => set({ [name]: on })}
    >
      {t(`facilitator.set.${name}`)}
    </Choice>
  )
  const words = form === 'wall' || (draft.own && (form === 'words' || form === 'knowledge'))
  return (
    <>
      {form === 'choice' && choice('several')}
      {(form === 'knowledge' || form === 'words') && choice('own')}
      {form === 'dots' && choice('areas')}
      {(form === 'dots' || form === 'words') && (
        <SelectField
          label={t('facilitator.howMany')}
          value={String(draft.most)}
          options={['1', '2', '3', ...(form === 'dots' ? ['5', '10'] : [])].map((id) => ({
            id,
            label: id,
          }))}
          onValue={(most) => set({ most: Number(most) })}
        />
      )}
      {form !== 'wall' && choice('hideFew')}
      {canSplit(draft) && kinds.length > 0 && (
        <SelectField
          label={t('facilitator.byArea')}
          hint={t('facilitator.byAreaHint', { count: THRESHOLD })}
          value={draft.byArea}
          options={[
            { id: '', label: t('facilitator.byAreaNot') },
            ...kinds.map(({ id, label }) => ({
              id,
              label: t('facilitator.byAreaKind', { kind: label }),
            })),
          ]}
          onValue={(byArea) => set({ byArea })}
        />
      )}
      {!draft.hideFew && choice('live')}
      {words && choice('approval')}
    </>
  )
}
