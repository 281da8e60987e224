import { useState } from 'preact/hooks'
import { TextField } from '../ui/Fields.tsx'
import { type Here, NAME_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { notice, start, store, trouble } from './app.ts'
import { BeenBefore } from './BeenBefore.tsx'
import { HereChoice } from './HereChoice.tsx'
import { failureWords } from './refusal.ts'
import { useArrival } from './useArrival.ts'
import { WelcomeStickers } from './WelcomeStickers.tsx'

/** Where everybody comes in: what this is, who sees what, and Start. */
export function JoinScreen() {
  const definition = store.definition.value
  const heading = useArrival(definition?.title ?? t('app.name'))
  const [name, setName] = useState('')
  const [here, setHere] = useState<Here>('room')
  const [busy, setBusy] = useState(false)
  const go = async (event: Event) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const failure = await start(here, name)
    setBusy(false)
    if (failure) trouble.value = failureWords(failure)
  }
  const offline = store.failure.value && !definition && failureWords(store.failure.value)
  const wrong = trouble.value || offline
  // Nothing may move under a finger: what stands below the board's own words waits for them.
  if (!definition && !wrong) {
    return (
      <main class="screen" key="waiting">
        <WelcomeStickers />
        <h1>{t('app.name')}</h1>
        <p>{t('page.phone.loading')}</p>
      </main>
    )
  }
  return (
    <main class="screen" key="here">
      <WelcomeStickers />
      <p class="eyebrow">
        <bdi>{definition?.title ?? t('app.name')}</bdi>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {definition?.welcome.heading ?? t('join.welcome')}
      </h1>
      {definition && <p class="join-text">{definition.welcome.text}</p>}
      {notice.value && (
        <p class="join-text" role="status">
          <strong>{notice.value}</strong>
        </p>
      )}
      <form onSubmit={(event) => void go(event)} noValidate>
        <HereChoice here={here} onHere={setHere} />
        <TextField
          label={t('join.name')}
          hint={t('join.nameHint')}
          value={name}
          onValue={setName}
          maxLength={NAME_CHARS}
          autocomplete="nickname"
        />
        <p class="join-privacy">{t('join.privacy')}</p>
        {wrong && (
          <p class="field-error" role="alert">
            {wrong}
          </p>
        )}
        <button
          type="submit"
          class="button button-primary button-wide join-start"
          aria-disabled={busy}
        >
          {busy ? t('join.busy') : t('join.start')}
        </button>
      </form>
      <BeenBefore />
    </main>
  )
}
