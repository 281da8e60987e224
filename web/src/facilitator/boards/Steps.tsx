import { Choice } from '../../ui/Fields.tsx'
import { t } from '../../words/index.ts'
import { MovableRows } from './Movable.tsx'
import type { StepDraft } from './wishes.ts'

/** Which steps of the agenda the new board has, and in which order. */
export function Steps({
  steps,
  onChange,
  say,
}: {
  steps: readonly StepDraft[]
  onChange: (steps: readonly StepDraft[]) => void
  say: (words: string) => void
}) {
  const set = (next: StepDraft) =>
    onChange(steps.map((one) => (one.step.id === next.step.id ? next : one)))
  const none = steps.every(({ out }) => out)
  return (
    <>
      <p>{t(none ? 'boards.noStepsHint' : 'boards.stepsHint')}</p>
      <MovableRows
        rows={steps}
        keyOf={({ step }) => step.id}
        nameOf={({ step }) => step.title}
        onChange={onChange}
        say={say}
      >
        {({ step, out }) => (
          <Choice
            type="checkbox"
            name="steps"
            chosen={!out}
            hint={t(`facilitator.kind.${step.kind}`)}
            onChange={(on) => set({ step, out: !on })}
          >
            <bdi>{step.title}</bdi>
          </Choice>
        )}
      </MovableRows>
    </>
  )
}

/** Says in a few words how much of the agenda was chosen. */
export function stepsWords(steps: readonly StepDraft[]): string {
  const [all, some] = [steps.length, steps.filter(({ out }) => !out).length]
  if (some === 0) return t('boards.noSteps')
  return some === all
    ? t('boards.allSteps', { count: all })
    : t('boards.someSteps', { some, count: all })
}
