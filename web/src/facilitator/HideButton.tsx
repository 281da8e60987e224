import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** Hides one thing from everybody, or shows it again. `what` names it for those who only hear. */
export function HideButton({
  desk,
  seq,
  hidden,
  what,
}: {
  desk: Desk
  seq: number
  hidden: boolean
  what: string
}) {
  return (
    <button
      type="button"
      class="button entry-button"
      onClick={() => desk.do({ do: 'set_hidden', seq, hidden: !hidden })}
    >
      {t(hidden ? 'facilitator.restore' : 'facilitator.hide')}
      <span class="visually-hidden">: {what}</span>
    </button>
  )
}
