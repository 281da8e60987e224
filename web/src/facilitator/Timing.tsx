import { Countdown, leftOf } from '../ui/Countdown.tsx'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

const MINUTE = 60_000

/** The timer of the present activity, and bringing everyone along. */
export function Timing({ desk }: { desk: Desk }) {
  const { board, serverNow, activity } = desk.store
  const timer = board.timer.value
  const planned = activity.value?.minutes
  const lengths = [...new Set([...(planned ? [planned] : []), 2, 5, 10])].sort((a, b) => a - b)
  return (
    <section class="card timing" aria-labelledby="timing">
      <h3 id="timing">{t('facilitator.timing')}</h3>
      {timer ? (
        <div class="row">
          <p class="timing-clock">
            <Countdown timer={timer} now={serverNow} />
          </p>
          <button
            type="button"
            class="button"
            onClick={() =>
              desk.do({ do: 'set_timer', ms: Math.round(leftOf(timer, serverNow())) + MINUTE })
            }
          >
            {t('facilitator.addMinute')}
          </button>
          <button type="button" class="button" onClick={() => desk.do({ do: 'set_timer' })}>
            {t('facilitator.stopTimer')}
          </button>
        </div>
      ) : (
        <div class="row">
          {lengths.map((minutes) => (
            <button
              type="button"
              class="button"
              key={minutes}
              onClick={() => desk.do({ do: 'set_timer', ms: minutes * MINUTE })}
            >
              {t('facilitator.startTimer', { count: minutes })}
            </button>
          ))}
        </div>
      )}
      <button type="button" class="button timing-bring" onClick={() => desk.do({ do: 'bring' })}>
        {t('facilitator.bring')}
      </button>
    </section>
  )
}
