import { useState } from 'preact/hooks'
import { Dialog } from '../ui/Modal.tsx'
import { Choice, Choices, TextField } from '../ui/Fields.tsx'
import { type Reason, REASON_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

const REASONS: readonly Reason[] = [
  'private',
  'about_somebody',
  'hurtful',
  'elsewhere',
  'mistake',
  'other',
]

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
          what={what}
          onClose={() => setAsking(false)}
          onHide={(why) => {
            setAsking(false)
            desk.do({ do: 'set_hidden', seq, ...(part ? { part } : {}), hidden: true, why })
          }}
        />
      )}
    </>
  )
}

/** Asks for the reason that the author will read. */
function WhyDialog({
  what,
  onClose,
  onHide,
}: {
  what: string
  onClose: () => void
  onHide: (why: { reason: Reason; words?: string }) => void
}) {
  const [reason, setReason] = useState<Reason>('other')
  const [more, setMore] = useState('')
  const hide = () => {
    const words = more.trim()
    onHide({ reason, ...(words ? { words } : {}) })
  }
  return (
    <Dialog title={t('facilitator.whyTitle')} onClose={onClose}>
      <p>
        <bdi>{what}</bdi>
      </p>
      <Choices legend={t('facilitator.why')}>
        {REASONS.map((one) => (
          <Choice
            key={one}
            type="radio"
            name="reason"
            chosen={one === reason}
            onChange={() => setReason(one)}
          >
            {t(one === 'other' ? 'facilitator.reason.unnamed' : `facilitator.reason.${one}`)}
          </Choice>
        ))}
      </Choices>
      <TextField
        label={t('facilitator.whyMore')}
        hint={t('facilitator.whyMoreHint')}
        value={more}
        onValue={setMore}
        maxLength={REASON_CHARS}
      />
      <div class="row">
        <button type="button" class="button button-primary" onClick={hide}>
          {t('facilitator.hide')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t('facilitator.whyNot')}
        </button>
      </div>
    </Dialog>
  )
}
