import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** What was done last, with its undo; stays until the next action. */
export function LastDone({ desk }: { desk: Desk }) {
  const action = desk.last.value
  if (!action) return null
  const late = desk.store.unsaved.value > 0
  return (
    <aside class="last-done" aria-label={t('facilitator.lastDone')}>
      <p class={`note last-done-note last-done-${action.is}`}>
        <span class="last-done-words">
          {action.is === 'sent'
            ? t(late ? 'facilitator.notYet' : 'facilitator.sending')
            : action.words}
        </span>
        {/* Stays in its place when it has nothing to do, so that the focus is not lost. */}
        <button
          type="button"
          class="button last-done-undo"
          aria-disabled={!action.back}
          onClick={desk.undo}
        >
          {t('facilitator.undo')}
        </button>
      </p>
    </aside>
  )
}
