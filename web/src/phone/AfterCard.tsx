import { Sticker } from '../ui/Sticker.tsx'
import { t } from '../words/index.ts'
import { after, sheet, store } from './app.ts'
import { offWhat, onWhat, putBack, takeBack } from './placing.ts'

/** The last thing I did, and its undo: no countdown, it stays until the next action. */
export function AfterCard() {
  const last = after.value
  if (!last) return null
  const kind = store.definition.value?.kinds.find(({ id }) => id === last.kind)
  const mine = store.card.value.stickers.find(({ id }) => last.is === 'placed' && id === last.id)
  const open = store.placing.value === 'open'
  // Refused, or taken back on another device: the bar above says why.
  if (!kind || (last.is === 'placed' && !mine)) return null
  return (
    <section
      class={`after in-${kind.colour} ${mine?.pending ? 'after-pending' : ''}`}
      aria-label={t('phone.afterLabel')}
    >
      <p class="after-words">
        <Sticker shape={kind.shape} colour={kind.colour} />
        <span>
          {last.is === 'placed' ? onWhat(last.area) : offWhat(last.area)}{' '}
          {mine && (
            <span class="after-state">{t(mine.pending ? 'phone.saving' : 'phone.saved')}</span>
          )}
        </span>
      </p>
      <div class="after-buttons">
        {/* One button, so that the keyboard stays on it from undo to putting back. */}
        {(last.is === 'placed' || open) && (
          <button
            type="button"
            class="button button-small"
            onClick={() => (last.is === 'placed' ? takeBack(last.id) : putBack(last))}
          >
            {t(last.is === 'placed' ? 'phone.undo' : 'phone.putBack')}
          </button>
        )}
        {last.is === 'placed' && open && (
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => {
              sheet.value = { is: 'edit', id: last.id, words: true }
            }}
          >
            {mine?.note ? t('phone.changeWords') : t('phone.addWords')}
          </button>
        )}
      </div>
    </section>
  )
}
