import { useState } from 'preact/hooks'
import { Calm } from '../ui/Calm.tsx'
import { Choice } from '../ui/Fields.tsx'
import { Dialog } from '../ui/Modal.tsx'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** Ends the session, or takes it up again. */
export function Session({ desk }: { desk: Desk }) {
  const ended = desk.store.board.ended.value
  const archived = desk.store.board.archived.value
  const [asking, setAsking] = useState(false)
  const press = () => {
    if (ended) desk.do({ do: 'set_ended', ended: false })
    else setAsking(true)
  }
  return (
    <div class="card session">
      <h3>{t('facilitator.session')}</h3>
      <p>{t(ended ? 'facilitator.ended' : 'facilitator.running')}</p>
      <button type="button" class="button" onClick={press}>
        {t(ended ? 'facilitator.takeUp' : 'facilitator.endAsk')}
      </button>
      {ended && (
        <button
          type="button"
          class="button"
          onClick={() => desk.do({ do: 'set_archived', archived: !archived })}
        >
          {t(archived ? 'facilitator.takeOut' : 'facilitator.putBoardAway')}
        </button>
      )}
      <Choice
        type="checkbox"
        name="quiet"
        chosen={desk.store.board.quiet.value}
        hint={t('facilitator.quietHint')}
        onChange={(quiet) => desk.do({ do: 'set_quiet', quiet })}
      >
        {t('facilitator.quiet')}
      </Choice>
      <Calm />
      {asking && <EndDialog desk={desk} onClose={() => setAsking(false)} />}
    </div>
  )
}

/** Asks in words before everybody's session ends. */
export function EndDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const end = () => {
    onClose()
    desk.do({ do: 'set_ended', ended: true })
  }
  return (
    <Dialog title={t('facilitator.endTitle')} onClose={onClose}>
      <p>{t('facilitator.endText')}</p>
      <div class="row">
        <button type="button" class="button button-danger" onClick={end}>
          {t('facilitator.end')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t('facilitator.keepGoing')}
        </button>
      </div>
    </Dialog>
  )
}
