import { useState } from 'preact/hooks'
import type { GuestId } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { WhyDialog } from './WhyDialog.tsx'

/** What can be hidden: the command without whether it is to be. */
export type Hideable =
  | { do: 'set_hidden'; seq: number; part?: number }
  | { do: 'set_name_hidden'; guest: GuestId }

/**
 * Hides one thing from everybody, with a reason that its author reads, or shows it: again, or for
 * the first time. `what` names it for those who only hear.
 */
export function HideButton({
  desk,
  thing,
  hidden,
  what,
  fresh = false,
}: {
  desk: Desk
  thing: Hideable
  hidden: boolean
  what: string
  /** It has never been shown. */
  fresh?: boolean
}) {
  const [asking, setAsking] = useState(false)
  const press = () => {
    if (hidden) desk.do({ ...thing, hidden: false })
    else setAsking(true)
  }
  const words = fresh ? 'facilitator.show' : hidden ? 'facilitator.restore' : 'facilitator.hide'
  return (
    <>
      <button
        type="button"
        class={`button entry-button ${fresh ? 'button-primary' : ''}`}
        onClick={press}
      >
        {t(words)}
        <span class="visually-hidden">: {what}</span>
      </button>
      {asking && (
        <WhyDialog
          title={t('facilitator.whyTitle')}
          yes={t('facilitator.hide')}
          what={what}
          onClose={() => setAsking(false)}
          onYes={(why) => {
            setAsking(false)
            desk.do({ ...thing, hidden: true, why })
          }}
        />
      )}
    </>
  )
}
