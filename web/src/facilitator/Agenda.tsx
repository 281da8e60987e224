import './agenda.css'
import { useState } from 'preact/hooks'
import type { Activity, ActivityState } from '../wire/types.ts'
import { n, t } from '../words/index.ts'
import { ActivityForm } from './ActivityForm.tsx'
import { freshId } from './freshId.ts'
import type { Desk } from './desk.ts'
import { NewQuestion } from './NewQuestion.tsx'
import { SelectField } from './SelectField.tsx'
import { Timing } from './Timing.tsx'

const STATES: readonly ActivityState[] = ['open', 'view_only', 'closed', 'hidden']

/** What the workshop does, step by step, with the present one unfolded. */
export function Agenda({ desk }: { desk: Desk }) {
  const { activities, now } = desk.store.board.agenda.value
  const [adding, setAdding] = useState<'activity' | 'question' | undefined>(undefined)
  // Kept here and not with the activity: if that is removed meanwhile, what was written stays.
  const [editing, setEditing] = useState<Activity | undefined>(undefined)
  return (
    <>
      <Timing desk={desk} />
      <ol class="agenda plain">
        {activities.map((activity, at) => (
          <Item
            key={activity.id}
            desk={desk}
            activity={activity}
            at={at}
            isNow={activity.id === now}
            onEdit={() => setEditing(activity)}
          />
        ))}
      </ol>
      {activities.length === 0 && <p>{t('facilitator.noAgenda')}</p>}
      <div class="row">
        <button type="button" class="button" onClick={() => setAdding('question')}>
          {t('facilitator.newQuestion')}
        </button>
        <button type="button" class="button" onClick={() => setAdding('activity')}>
          {t('facilitator.newActivity')}
        </button>
      </div>
      {adding === 'question' && <NewQuestion desk={desk} onClose={() => setAdding(undefined)} />}
      {adding === 'activity' && (
        <ActivityForm
          desk={desk}
          activity={{ id: freshId('a'), kind: 'break', title: '', state: 'closed' }}
          isNew
          onClose={() => setAdding(undefined)}
        />
      )}
      {editing && (
        <ActivityForm desk={desk} activity={editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  )
}

type Props = { desk: Desk; activity: Activity; at: number; isNow: boolean; onEdit: () => void }

function Item(props: Props) {
  const { desk, activity, at, isNow } = props
  const { title, skipped, minutes } = activity
  return (
    <li class={`card agenda-item ${isNow ? 'agenda-now' : ''} ${skipped ? 'agenda-skipped' : ''}`}>
      <div class="agenda-head">
        <h3 class="agenda-title">
          <span class="agenda-number">{n(at + 1)}</span> <bdi>{title}</bdi>
        </h3>
        <span class={`state ${isNow ? 'state-on' : ''}`}>{t(stateWords(activity, isNow))}</span>
      </div>
      <p class="agenda-kind">
        {t(`facilitator.kind.${activity.kind}`)}
        {minutes !== undefined && `, ${t('facilitator.minutes', { count: minutes })}`}
      </p>
      {isNow && activity.text && <p>{activity.text}</p>}
      {isNow && activity.notes && (
        <p class="agenda-notes">
          <strong>{t('facilitator.ownNotes')}</strong> {activity.notes}
        </p>
      )}
      <div class="row">
        {!isNow && (
          <button
            type="button"
            class="button"
            onClick={() => desk.do({ do: 'go_to', activity: activity.id })}
          >
            {t('facilitator.goHere')}
            <span class="visually-hidden">: {title}</span>
          </button>
        )}
        <More {...props} />
      </div>
    </li>
  )
}

/** Everything else that can be done with an activity. */
function More({ desk, activity, at, isNow, onEdit }: Props) {
  const { activities } = desk.store.board.agenda.value
  const { id, title } = activity
  const move = (before: string | undefined) =>
    desk.do({ do: 'move_activity', activity: id, ...(before ? { before } : {}) })
  const after = activities[at + 2]?.id
  const copy = () => {
    const before = activities[at + 1]?.id
    const twin: Activity = { ...activity, id: freshId('a'), state: 'closed' }
    desk.do({ do: 'put_activity', activity: twin, ...(before ? { before } : {}) })
  }
  const skip = () => {
    const { skipped, ...rest } = activity
    desk.do({ do: 'put_activity', activity: skipped ? rest : { ...rest, skipped: true } })
  }
  return (
    <details class="agenda-more">
      <summary>
        {t('facilitator.change')}
        <span class="visually-hidden">: {title}</span>
      </summary>
      <SelectField
        label={t('facilitator.state')}
        value={activity.state}
        options={STATES.filter((state) => !isNow || state !== 'hidden').map((state) => ({
          id: state,
          label: t(`facilitator.state.${state}`),
        }))}
        onValue={(state) =>
          desk.do({ do: 'set_activity_state', activity: id, state: state as ActivityState })
        }
      />
      <div class="row">
        <button type="button" class="button" onClick={onEdit}>
          {t('facilitator.edit')}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={at === 0}
          onClick={() => at > 0 && move(activities[at - 1]?.id)}
        >
          {t('facilitator.up')}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={at === activities.length - 1}
          onClick={() => at < activities.length - 1 && move(after)}
        >
          {t('facilitator.down')}
        </button>
        <button type="button" class="button" onClick={copy}>
          {t('facilitator.copyActivity')}
        </button>
        {!isNow && (
          <>
            <button type="button" class="button" onClick={skip}>
              {t(activity.skipped ? 'facilitator.bringBack' : 'facilitator.leaveOut')}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => desk.do({ do: 'remove_activity', activity: id })}
            >
              {t('facilitator.remove')}
            </button>
          </>
        )}
      </div>
    </details>
  )
}

function stateWords({ skipped, state }: Activity, isNow: boolean) {
  if (isNow) return 'facilitator.isNow'
  return skipped ? 'facilitator.isLeftOut' : (`facilitator.state.${state}` as const)
}
