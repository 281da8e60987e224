import { Dialog } from '../ui/Modal.tsx'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { isUnsafe } from './moving.ts'

/** Before people's unsaved work is left behind: how much it is, now, and two ways on. */
export function MoveOn({ desk }: { desk: Desk }) {
  const commands = desk.asking.value
  const truth = desk.store.truth.value
  if (!commands) return null
  const safe = !isUnsafe(truth)
  const { busy = 0, unsent = 0, lost = 0 } = truth ?? {}
  return (
    <Dialog title={t('facilitator.moveOn.title')} onClose={desk.stay}>
      <div role="status">
        {unsent > 0 && <p>{t('facilitator.truth.unsent', { count: unsent })}.</p>}
        {busy > 0 && <p>{t('facilitator.truth.busy', { count: busy })}.</p>}
        {lost > 0 && <p>{t('facilitator.truth.lost', { count: lost })}.</p>}
        {safe && lost === 0 && <p>{t('facilitator.moveOn.safe')}</p>}
        {safe && lost > 0 && <p>{t('facilitator.truth.reachedSaved')}.</p>}
      </div>
      {!safe && <p>{t('facilitator.moveOn.text')}</p>}
      <div class="row">
        <button type="button" class={`button ${safe ? '' : 'button-primary'}`} onClick={desk.stay}>
          {t('facilitator.moveOn.wait')}
        </button>
        <button
          type="button"
          class={`button ${safe ? 'button-primary' : ''}`}
          onClick={desk.moveOn}
        >
          {t('facilitator.moveOn.go')}
        </button>
      </div>
    </Dialog>
  )
}
