import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '../ui/Modal.tsx'
import { t } from '../words/index.ts'
import { comeInAnew, store } from './app.ts'
import { backToSelf, nameOf, present } from './help/party.ts'

/** Everything of mine goes, here and in the log: asked for once, and then once more. */
export function Erasing() {
  const [asking, setAsking] = useState(false)
  const busy = store.waiting.value.some(({ command }) => command.do === 'erase')
  useEffect(
    () =>
      store.onOutcome(({ is, command }) => {
        if (command.do !== 'erase' || is !== 'saved') return
        const gone = present.peek()
        if (!gone || gone.is === 'self') comeInAnew(t('card.erased'), true)
        else backToSelf(gone, t('card.erasedFor', { name: nameOf(gone) }))
      }),
    [],
  )
  const erase = () => {
    setAsking(false)
    store.do({ do: 'erase' })
  }
  return (
    <section class="card-part">
      <h3>{t('card.eraseTitle')}</h3>
      <p>{t('card.eraseText')}</p>
      <p role="status">{busy ? t('card.erasing') : ''}</p>
      <button type="button" class="button" aria-disabled={busy} onClick={() => setAsking(!busy)}>
        {t('card.erase')}
      </button>
      {asking && (
        <Dialog title={t('card.eraseAsk')} onClose={() => setAsking(false)}>
          <p>{t('card.eraseWarn')}</p>
          <div class="row">
            <button type="button" class="button button-danger" onClick={erase}>
              {t('card.eraseNow')}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {t('card.eraseKeep')}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
