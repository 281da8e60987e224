import type { Handled } from '../wire/types.ts'
import { language, t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { MuteButton } from './MuteButton.tsx'
import { Names } from './Names.tsx'
import { paused } from './paused.ts'

/** Who takes part, as far as the board knows: how many, and the names that people gave. */
export function People({ desk }: { desk: Desk }) {
  const presence = desk.store.presence.value
  return (
    <div class="card">
      {presence && (
        <ul class="people plain">
          <li>{t('facilitator.displays', { count: presence.displays })}</li>
          {presence.facilitators > 1 && (
            <li>{t('facilitator.facilitators', { count: presence.facilitators })}</li>
          )}
        </ul>
      )}
      <Paused desk={desk} />
      <Names desk={desk} />
    </div>
  )
}

/** Those who are paused, by when that was, so that nobody stays so by being forgotten. */
function Paused({ desk }: { desk: Desk }) {
  const pauses = paused(desk.store.board.handled.value)
  if (pauses.length === 0) return null
  return (
    <>
      <h3>{t('facilitator.paused', { count: pauses.length })}</h3>
      <ul class="entries plain">
        {pauses.map((pause) => (
          <li class="entry" key={pause.rev}>
            <p class="entry-words">{t('facilitator.pausedAt', { time: clock(pause) })}</p>
            <MuteButton desk={desk} seq={pause.rev} muted what={clock(pause)} />
          </li>
        ))}
      </ul>
    </>
  )
}

function clock({ at_ms }: Handled): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat(language(), format).format(at_ms)
}
