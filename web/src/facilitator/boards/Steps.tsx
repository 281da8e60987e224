import { Choice } from '../../ui/Fields.tsx'
import type { StepOffer } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { toggled } from './toggled.ts'

/** Which steps of the agenda the new board has. */
export function Steps({
  agenda,
  chosen,
  onChange,
}: {
  agenda: readonly StepOffer[]
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}) {
  return (
    <>
      <p>{t(chosen.size > 0 ? 'boards.stepsHint' : 'boards.noStepsHint')}</p>
      {agenda.map(({ id, kind, title }) => (
        <Choice
          key={id}
          type="checkbox"
          name="steps"
          chosen={chosen.has(id)}
          hint={t(`facilitator.kind.${kind}`)}
          onChange={(on) => onChange(toggled(chosen, id, on))}
        >
          <bdi>{title}</bdi>
        </Choice>
      ))}
    </>
  )
}

/** Says in a few words how much of the agenda was chosen. */
export function stepsWords(agenda: readonly StepOffer[], chosen: ReadonlySet<string>): string {
  const [all, some] = [agenda.length, chosen.size]
  if (some === 0) return t('boards.noSteps')
  return some === all
    ? t('boards.allSteps', { count: all })
    : t('boards.someSteps', { some, count: all })
}
