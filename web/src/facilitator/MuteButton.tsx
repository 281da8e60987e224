import { useState } from 'preact/hooks'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { WhyDialog } from './WhyDialog.tsx'

/**
 * Pauses whoever put something, with a reason that they read, or lets them go on; everybody can
 * read that it was done.
 */
export function MuteButton({
  desk,
  seq,
  part = 0,
  muted,
  what,
}: {
  desk: Desk
  seq: number
  part?: number
  muted: boolean
  what: string
}) {
  const [asking, setAsking] = useState(false)
  const which = { seq, ...(part ? { part } : {}) }
  const press = () => {
    if (muted) desk.do({ do: 'set_muted', ...which, muted: false })
    else setAsking(true)
  }
  return (
    <>
      <button type="button" class="button entry-button" onClick={press}>
        {t(muted ? 'facilitator.unmute' : 'facilitator.mute')}
        <span class="visually-hidden">: {what}</span>
      </button>
      {asking && (
        <WhyDialog
          title={t('facilitator.muteTitle')}
          yes={t('facilitator.mute')}
          what={what}
          onClose={() => setAsking(false)}
          onYes={(why) => {
            setAsking(false)
            desk.do({ do: 'set_muted', ...which, muted: true, why })
          }}
        />
      )}
    </>
  )
}
