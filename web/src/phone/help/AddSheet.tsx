import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { TextField } from '../../ui/Fields.tsx'
import { Sheet } from '../../ui/Modal.tsx'
import { NAME_CHARS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { failureWords } from '../refusal.ts'
import { addGuest, panel, people } from './party.ts'

/** Takes in somebody new: what to call them, and then whether they agree. */
export function AddSheet() {
  const [name, setName] = useState('')
  const [asking, setAsking] = useState(false)
  const close = () => {
    panel.value = undefined
  }
  return (
    <Sheet title={t('help.add')} onClose={close}>
      {asking ? (
        <Consent name={name.trim()} onDecline={close} />
      ) : (
        <Naming name={name} onName={setName} onNext={() => setAsking(true)} />
      )}
    </Sheet>
  )
}

function Naming({
  name,
  onName,
  onNext,
}: {
  name: string
  onName: (name: string) => void
  onNext: () => void
}) {
  const [wrong, setWrong] = useState('')
  const go = (event: Event) => {
    event.preventDefault()
    const asked = name.trim()
    if (!asked) return setWrong(t('help.nameMissing'))
    const taken = people.value.some(({ is, name }) => is === 'guest' && name === asked)
    if (taken) return setWrong(t('help.nameTaken', { name: asked }))
    onNext()
  }
  return (
    <form onSubmit={go} noValidate>
      <TextField
        label={t('help.name')}
        hint={t('help.nameHint')}
        error={wrong}
        value={name}
        onValue={onName}
        maxLength={NAME_CHARS}
      />
      <button type="submit" class="button button-primary button-wide">
        {t('help.goOn')}
      </button>
    </form>
  )
}

/** The sentence to read aloud; nobody becomes a participant before they have said yes. */
function Consent({ name, onDecline }: { name: string; onDecline: () => void }) {
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const agree = async () => {
    if (busy) return
    setBusy(true)
    const failure = await addGuest(name)
    if (!failure) return
    setBusy(false)
    setWrong(failureWords(failure))
  }
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {t('help.readAloud', { name })}
      </h3>
      <blockquote class="help-consent">{t('help.consent')}</blockquote>
      {wrong && (
        <p class="field-error" role="alert">
          {wrong}
        </p>
      )}
      <button
        type="button"
        class="button button-primary button-wide"
        aria-disabled={busy}
        onClick={() => void agree()}
      >
        {busy ? t('join.busy') : t('help.agrees', { name })}
      </button>
      <button type="button" class="button button-quiet button-wide" onClick={onDecline}>
        {t('help.declines', { name })}
      </button>
    </>
  )
}
