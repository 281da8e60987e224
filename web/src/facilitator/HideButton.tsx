import { useState } from 'preact/hooks'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { WhyDialog } from './WhyDialog.tsx'

/**
 * Hides one thing from everybody, with a reason that its author reads, or shows it: again, or for
 * the first time. `what` names it for those who only hear.
 */
export function HideButton({
  desk,
  seq,
  part = 0,
  hidden,
  what,
  fresh = false,
}: {
  desk: Desk
  seq: number
  part?: number
  hidden: boolean
  what: string
  /** It has never been shown. */
  fresh?: boolean
}) {
  const [asking, setAsking] = useState(false)
  const press = () => {
    if (hidden) desk.do({ do: 'set_hidden', seq, ...(part ? { part } : {}), hidden: false })
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
            desk.do({ do: 'set_hidden', seq, ...(part ? { part } : {}), hidden: true, why })
          }}
        />
      )}
    </>
  )
}
