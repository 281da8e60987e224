import { useId, useState } from 'preact/hooks'
import { t } from '../words/index.ts'
import { copy } from './copy.ts'
import type { Desk } from './desk.ts'

/** A link to give away: in full, to be selected by hand, with a button that copies it. */
export function CopyLine({ desk, label, text }: { desk: Desk; label: string; text: string }) {
  const id = useId()
  const [copied, setCopied] = useState('')
  const press = async () => {
    const done = await copy(text)
    setCopied(done ? text : '')
    desk.say(t(done ? 'facilitator.copied' : 'facilitator.notCopied'))
  }
  return (
    <div class="copy-line">
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="copy-line-row">
        <input
          id={id}
          class="field-input copy-line-text"
          type="text"
          readOnly
          dir="ltr"
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={() => void press()}>
          {t(copied === text ? 'facilitator.copied' : 'facilitator.copy')}
          <span class="visually-hidden">: {label}</span>
        </button>
      </div>
    </div>
  )
}
