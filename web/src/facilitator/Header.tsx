import type { Store } from '../store/index.ts'
import { language, t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** The board's title and the connection, at a glance; who is here is in the strip below. */
export function Header({ desk: { store, definition } }: { desk: Desk }) {
  const presence = store.presence.value
  const total = store.board.counts.value.total
  return (
    <header class="desk-head">
      <div class="desk-name">
        <h1>{definition.title}</h1>
        <p class="desk-page">{t('facilitator.page')}</p>
      </div>
      <ul class="desk-glance plain">
        {presence && <li>{t('facilitator.displays', { count: presence.displays })}</li>}
        <li>{t('facilitator.stickersTotal', { count: total })}</li>
        <li>
          <Connection store={store} />
        </li>
      </ul>
    </header>
  )
}

function Connection({ store }: { store: Store }) {
  const status = store.status.value
  const unsaved = store.unsaved.value
  const words =
    unsaved > 0
      ? t('facilitator.unsaved', { count: unsaved })
      : status.is === 'live'
        ? t('facilitator.live')
        : status.is === 'away'
          ? t('facilitator.away', { time: clock(status.since) })
          : t('facilitator.connecting')
  const fine = status.is === 'live' && unsaved === 0
  return (
    <span class={`desk-connection ${fine ? '' : 'desk-connection-away'}`} role="status">
      {words}
    </span>
  )
}

function clock(time: number): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(language(), format).format(time)
}
