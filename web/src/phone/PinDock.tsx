import { t } from '../words/index.ts'
import { kind } from './app.ts'
import { Arrow, type Way } from './icons.tsx'
import { placeAtPin } from './mapBinding.ts'
import { boardMap, rest } from './mapHolder.ts'
import { areaName } from './placing.ts'
import { privacyOfPin } from './privacy.ts'

/** One press of an arrow, in CSS pixels. */
const STEP = 24

const WAYS: readonly { way: Way; dx: number; dy: number }[] = [
  { way: 'left', dx: -STEP, dy: 0 },
  { way: 'up', dx: 0, dy: -STEP },
  { way: 'down', dx: 0, dy: STEP },
  { way: 'right', dx: STEP, dy: 0 },
]

/** Where the pin stands in words, and the buttons that do what a finger on the map does. */
export function PinDock() {
  const area = rest.value?.areas[0] ?? null
  return (
    <div class="pin-dock">
      <p class="pin-where" aria-live="polite">
        {area === null ? t('phone.pinOutside') : t('phone.pinIn', { area: areaName(area) })}
      </p>
      <div class="pin-row">
        <div class="pin-nudges" role="group" aria-label={t('phone.nudge')}>
          {WAYS.map(({ way, dx, dy }) => (
            <button
              key={way}
              type="button"
              class="pin-nudge"
              aria-label={t(`phone.nudge.${way}`)}
              onClick={() => boardMap.value?.panBy(dx, dy)}
            >
              <Arrow way={way} />
            </button>
          ))}
        </div>
        <button type="button" class="button button-primary pin-place" onClick={placeAtPin}>
          {t('phone.placeHere')}
        </button>
      </div>
      {kind.value && <p class="privacy">{privacyOfPin(kind.value)}</p>}
    </div>
  )
}
