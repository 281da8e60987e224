import './kiosk.css'
import { useState } from 'preact/hooks'
import { t } from '../../words/index.ts'
import { notice, screen, store, trouble } from '../app.ts'
import { BeenBefore } from '../BeenBefore.tsx'
import { failureWords } from '../refusal.ts'
import { useArrival } from '../useArrival.ts'
import { WelcomeStickers } from '../WelcomeStickers.tsx'
import { Farewell } from './Farewell.tsx'
import { begin, farewell } from './kiosk.ts'

/** A tablet for many people, between two of them. */
export function KioskScreen() {
  return farewell.value ? <Farewell now={farewell.value} /> : <Welcome />
}

function Welcome() {
  const definition = store.definition.value
  const title = definition?.title ?? t('app.name')
  const heading = useArrival(title)
  const [busy, setBusy] = useState(false)
  const go = async () => {
    if (busy) return
    setBusy(true)
    const failure = await begin()
    if (screen.peek() !== 'kiosk') return
    setBusy(false)
    if (failure) trouble.value = failureWords(failure)
  }
  return (
    <main class="screen kiosk">
      <WelcomeStickers />
      <p class="eyebrow">
        <bdi>{title}</bdi>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {definition?.welcome.heading ?? t('join.welcome')}
      </h1>
      <p class="join-text">{definition?.welcome.text ?? t('page.phone.loading')}</p>
      {notice.value && (
        <p role="status">
          <strong>{notice.value}</strong>
        </p>
      )}
      {trouble.value && (
        <p class="field-error" role="alert">
          {trouble.value}
        </p>
      )}
      <button
        type="button"
        class="button button-primary button-wide kiosk-begin"
        aria-disabled={busy}
        onClick={() => void go()}
      >
        {busy ? t('join.busy') : t('kiosk.begin')}
      </button>
      <p class="join-privacy">
        {t('join.privacy')} {t('kiosk.fresh')}
      </p>
      <BeenBefore />
    </main>
  )
}
