import { Choice } from '../../ui/Fields.tsx'
import { type Form, LINE_END, type QuadrantPoint } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { lineWords } from '../answerWords.ts'

/** A point between two pairs of ends: a square to tap, and two sliders that do the same. */
export function QuadrantForm({
  form: { across, up },
  question,
  at,
  onAt,
}: {
  form: Extract<Form, { form: 'quadrant' }>
  question: string
  at: QuadrantPoint | undefined
  onAt: (at: QuadrantPoint) => void
}) {
  const point = at?.kind === 'point' ? at : undefined
  const { x = LINE_END / 2, y = LINE_END / 2 } = point ?? {}
  const whole = (value: number) => Math.max(0, Math.min(LINE_END, Math.round(value)))
  const set = (nextX: number, nextY: number) =>
    onAt({ kind: 'point', x: whole(nextX), y: whole(nextY) })
  const tap = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect()
    const right = (event.clientX - box.left) / box.width
    const down = (event.clientY - box.top) / box.height
    set(right * LINE_END, (1 - down) * LINE_END)
  }
  const slider = (axis: typeof across, value: number, onValue: (value: number) => void) => (
    <label class="quadrant-slider">
      <span aria-hidden="true" class="line-ends">
        <span>{axis.from}</span>
        <span>{axis.to}</span>
      </span>
      <input
        class={`line-range ${point ? '' : 'line-unset'}`}
        type="range"
        min={0}
        max={LINE_END}
        step={10}
        value={value}
        aria-label={t('phone.line.label', { question, ...axis })}
        aria-valuetext={
          point ? lineWords(axis.from, axis.to, { kind: 'point', value }) : t('phone.line.none')
        }
        onInput={(event) => onValue(Number(event.currentTarget.value))}
      />
    </label>
  )
  return (
    <div class="quadrant-form">
      <p class="quadrant-end">{up.to}</p>
      <svg class="quadrant-square" viewBox="0 0 100 100" aria-hidden="true" onClick={tap}>
        <rect class="quadrant-paper" width="100" height="100" />
        <path class="quadrant-cross" d="M50 0V100M0 50H100" />
        {point && (
          <circle
            class="quadrant-dot"
            r="5"
            cx={(100 * x) / LINE_END}
            cy={100 - (100 * y) / LINE_END}
          />
        )}
      </svg>
      <p class="quadrant-end">{up.from}</p>
      {slider(across, x, (next) => set(next, y))}
      {slider(up, y, (next) => set(x, next))}
      <Choice
        type="checkbox"
        name="not-sure"
        chosen={at?.kind === 'not_sure'}
        onChange={(on) => (on ? onAt({ kind: 'not_sure' }) : set(x, y))}
      >
        {t('phone.line.notSure')}
      </Choice>
    </div>
  )
}
