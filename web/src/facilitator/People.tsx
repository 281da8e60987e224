import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** Who takes part, as far as the board knows: how many, and the names that people gave. */
export function People({ desk }: { desk: Desk }) {
  const presence = desk.store.presence.value
  const names = desk.store.board.names.value
  return (
    <div class="card">
      {presence && (
        <ul class="people plain">
          <li>{t('facilitator.inRoom', { count: presence.room })}</li>
          <li>{t('facilitator.elsewhere', { count: presence.remote })}</li>
          <li>{t('facilitator.displays', { count: presence.displays })}</li>
          {presence.facilitators > 1 && (
            <li>{t('facilitator.facilitators', { count: presence.facilitators })}</li>
          )}
        </ul>
      )}
      {names.length > 0 && (
        <details class="look">
          <summary>{t('facilitator.names', { count: names.length })}</summary>
          <ul class="names plain">
            {names.map((name, at) => (
              <li key={`${name} ${at}`} dir="auto">
                {name}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
