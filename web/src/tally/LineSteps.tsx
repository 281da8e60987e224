import { t } from '../words/index.ts'
import { type Described, fullBar, share } from './describe.ts'

type Line = Extract<Described, { is: 'line' }>

/** How many stand where between two ends; who is not sure stands apart. */
export function LineSteps({ line, threshold }: { line: Line; threshold: number }) {
  const full = fullBar([...line.steps.map((step) => step.people), line.notSure])
  return (
    <div class="tally-line">
      <div class="tally-line-known">
        <ol class="tally-steps plain">
          {line.steps.map((step, at) => (
            <li class="tally-step" key={at}>
              <Column
                people={step.people}
                full={full}
                label={step.label}
                look="plain"
                threshold={threshold}
              />
            </li>
          ))}
        </ol>
        <p class="tally-ends" aria-hidden="true">
          <span dir="auto">{line.from}</span>
          <span dir="auto">{line.to}</span>
        </p>
      </div>
      <div class="tally-line-unsure">
        <div class="tally-step">
          <Column
            people={line.notSure}
            full={full}
            label={t('tally.notSure')}
            look="heard"
            threshold={threshold}
          />
        </div>
        <p class="tally-ends" aria-hidden="true">
          {t('tally.notSure')}
        </p>
      </div>
    </div>
  )
}

function Column({
  people,
  full,
  label,
  look,
  threshold,
}: {
  people: number | null
  full: number
  label: string
  look: 'plain' | 'heard'
  threshold: number
}) {
  return (
    <>
      <span class="visually-hidden">
        {people === null
          ? t('tally.line.fewer', { place: label, count: threshold })
          : t('tally.line.count', { place: label, count: people })}
      </span>
      <span class="tally-step-number" aria-hidden="true">
        {people === null ? '·' : people > 0 && t('tally.number', { count: people })}
      </span>
      <span
        class={`tally-step-bar tally-part tally-part-${look}`}
        style={{ height: `${share(people ?? 0, full) * 0.82}%` }}
        aria-hidden="true"
      />
    </>
  )
}
