import { useState } from 'preact/hooks'
import { Choice, Choices, TextField } from '../ui/Fields.tsx'
import { Dialog } from '../ui/Modal.tsx'
import { type Reason, REASON_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'

const REASONS: readonly Reason[] = [
  'private',
  'about_somebody',
  'hurtful',
  'elsewhere',
  'mistake',
  'other',
]

/** Asks for the reason that whoever it concerns will read. */
export function WhyDialog({
  title,
  yes,
  what,
  onClose,
  onYes,
}: {
  title: string
  /** The words of the button that does it. */
  yes: string
  /** What it is about. */
  what: string
  onClose: () => void
  onYes: (why: { reason: Reason; words?: string }) => void
}) {
  const [reason, setReason] = useState<Reason>('other')
  const [more, setMore] = useState('')
  const press = () => {
    const words = more.trim()
    onYes({ reason, ...(words ? { words } : {}) })
  }
  return (
    <Dialog title={title} onClose={onClose}>
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
        <button type="button" class="button button-primary" onClick={press}>
          {yes}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t('facilitator.whyNot')}
        </button>
      </div>
    </Dialog>
  )
}
