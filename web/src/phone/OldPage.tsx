import { t } from '../words/index.ts'
import { useArrival } from './useArrival.ts'

/** Shown when the server speaks a newer protocol than this page. */
export function OldPage() {
  const heading = useArrival(t('connection.old'))
  return (
    <main class="screen">
      <h1 ref={heading} tabIndex={-1}>
        {t('connection.old')}
      </h1>
      <p>{t('connection.oldText')}</p>
      <button
        type="button"
        class="button button-primary button-wide"
        onClick={() => location.reload()}
      >
        {t('connection.reload')}
      </button>
    </main>
  )
}
