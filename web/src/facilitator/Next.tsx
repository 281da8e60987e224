import { useState } from 'preact/hooks'
import type { Command, FinderView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { openDisplay } from './display.ts'
import { nextStep, type Step } from './nextStep.ts'
import { EndDialog } from './Session.tsx'

/** The one thing to do next, as a sentence and a big button. */
export function Next({ desk }: { desk: Desk }) {
  const { board, presence } = desk.store
  const [asking, setAsking] = useState(false)
  const { room = 0, remote = 0 } = presence.value ?? {}
  const step = nextStep({
    ended: board.ended.value,
    showing: board.showing.value,
    finders: board.finders.value,
    stickers: board.counts.value.total,
    people: room + remote,
    agenda: board.agenda.value.activities,
    now: board.agenda.value.now,
  })
  const { says, button } = wordsOf(step, desk)
  const press = () => {
    const command = commandOf(step)
    if (command) desk.do(command)
    else if (step.is === 'gather') void openDisplay(desk)
    else if (step.is === 'end') setAsking(true)
  }
  return (
    <section class="next" aria-labelledby="next">
      <div class="next-words">
        <h2 id="next">{t('facilitator.next')}</h2>
        <p>{says}</p>
      </div>
      {/* Always there, so that the focus stays when the step changes under it. */}
      <button
        type="button"
        class="button button-primary next-button"
        aria-disabled={step.is === 'wait'}
        onClick={press}
      >
        {button}
      </button>
      {asking && <EndDialog desk={desk} onClose={() => setAsking(false)} />}
    </section>
  )
}

function wordsOf(step: Step, { definition, store }: Desk): { says: string; button: string } {
  const question = (finder: FinderView) =>
    store.finders.value.find(({ id }) => id === finder.id)?.question ?? ''
  switch (step.is) {
    case 'gather':
      return { says: t('facilitator.next.gather'), button: t('facilitator.openDisplay') }
    case 'open':
      return {
        says: question(step.finder),
        button: t(step.first ? 'facilitator.openFirst' : 'facilitator.openNext'),
      }
    case 'wait':
      return {
        says: t('facilitator.next.wait', { count: step.finder.answered ?? 0 }),
        button: t('facilitator.reveal'),
      }
    case 'reveal':
      return {
        says: t('facilitator.next.reveal', { count: step.finder.answered ?? 0 }),
        button: t('facilitator.reveal'),
      }
    case 'close':
      return { says: t('facilitator.next.close'), button: t('facilitator.close') }
    case 'put_away':
      return { says: t('facilitator.next.putAway'), button: t('facilitator.putAway') }
    case 'go':
      return {
        says: t('facilitator.next.go', { title: step.activity.title }),
        button: t('facilitator.goOn'),
      }
    case 'stop_showing': {
      const area = definition.areas.find(({ id }) => id === step.area)?.name ?? ''
      return { says: t('facilitator.showingNow', { area }), button: t('facilitator.stopShowing') }
    }
    case 'end':
      return { says: t('facilitator.next.end'), button: t('facilitator.end') }
    case 'take_up':
      return { says: t('facilitator.ended'), button: t('facilitator.takeUp') }
    default:
      return step satisfies never
  }
}

function commandOf(step: Step): Command | undefined {
  switch (step.is) {
    case 'open':
      return { do: 'set_finder_open', finder: step.finder.id, open: true }
    case 'reveal':
      return { do: 'set_finder_revealed', finder: step.finder.id, revealed: true }
    case 'close':
      return { do: 'set_finder_open', finder: step.finder.id, open: false }
    case 'put_away':
      return { do: 'set_finder_revealed', finder: step.finder.id, revealed: false }
    case 'go':
      return { do: 'go_to', activity: step.activity.id }
    case 'stop_showing':
      return { do: 'show_area' }
    case 'take_up':
      return { do: 'set_ended', ended: false }
    case 'gather':
    case 'wait':
    case 'end':
      return undefined
    default:
      return step satisfies never
  }
}
