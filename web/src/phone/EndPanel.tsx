import './end.css'
import { t } from '../words/index.ts'
import { store, tab } from './app.ts'

/** Thanks, when the session has ended: the map stays to look at, and my card to change. */
export function EndPanel() {
  const total = store.board.counts.value.total
  const mine = store.card.value.stickers.length
  return (
    <section class="end">
      <h3>{t('phone.endTitle')}</h3>
      <p>
        {t('phone.endTogether', { count: total })} {mine > 0 && t('phone.endMine', { count: mine })}
      </p>
      <button
        type="button"
        class="button button-primary"
        onClick={() => {
          tab.value = 'card'
        }}
      >
        {t('phone.endCard')}
      </button>
    </section>
  )
}
