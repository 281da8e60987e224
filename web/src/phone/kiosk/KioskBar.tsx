import './kiosk.css'
import { Dialog } from '../../ui/Modal.tsx'
import { t } from '../../words/index.ts'
import { finish, idle } from './kiosk.ts'

/** At the top of every view of a shared tablet: the way out, and the question to who has gone. */
export function KioskBar() {
  const now = idle.value
  const left = now?.left.value
  return (
    <>
      <section class="kiosk-bar" aria-label={t('help.bar')}>
        <p class="kiosk-yours">{t('kiosk.yours')}</p>
        <button type="button" class="button button-primary kiosk-finish" onClick={finish}>
          {t('kiosk.finish')}
        </button>
      </section>
      {now && left !== undefined && (
        <Dialog title={t('kiosk.stillThere')} onClose={now.stay}>
          <p role="timer">{t('kiosk.stillText', { count: left })}</p>
          <button type="button" class="button button-primary button-wide" onClick={now.stay}>
            {t('kiosk.goOn')}
          </button>
          <button type="button" class="button button-wide kiosk-end" onClick={finish}>
            {t('kiosk.finish')}
          </button>
        </Dialog>
      )}
    </>
  )
}
