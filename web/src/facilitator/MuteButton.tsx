import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** Pauses whoever put something, or lets them go on; everybody can read that it was done. */
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
  return (
    <button
      type="button"
      class="button entry-button"
      onClick={() => desk.do({ do: 'set_muted', seq, ...(part ? { part } : {}), muted: !muted })}
    >
      {t(muted ? 'facilitator.unmute' : 'facilitator.mute')}
      <span class="visually-hidden">: {what}</span>
    </button>
  )
}
