import { Choice } from '../ui/Fields.tsx'
import { type Form, LINE_END, type LinePoint } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { lineWords } from './answerWords.ts'

/** One press of a button beside the line. */
const STEP = LINE_END / 20

/** A point between two named ends. Not sure is an answer of its own, apart from the middle. */
export function LineForm({
  form: { from, to },
  question,
  at,
  onAt,
}: {
  form: Extract<Form, { form: 'line' }>
  question: string
  at: LinePoint | undefined
  onAt: (at: LinePoint) => void
}) {
  const value = at?.kind === 'point' ? at.value : undefined
  const set = (next: number) =>
    onAt({ kind: 'point', value: Math.max(0, Math.min(LINE_END, Math.round(next))) })
  const words = at ? lineWords(from, to, at) : t('phone.line.none')
  return (
    <div class="line-form">
      <div class="line-ends" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <input
        class={`line-range ${value === undefined ? 'line-unset' : ''}`}
        type="range"
        min={0}
        max={LINE_END}
        step={10}
        value={value ?? LINE_END / 2}
        aria-label={t('phone.line.label', { question, from, to })}
        aria-valuetext={words}
        onInput={(event) => set(Number(event.currentTarget.value))}
        // A tap on the very middle changes nothing, and yet it is an answer.
        onClick={(event) => set(Number(event.currentTarget.value))}
      />
      <div class="line-nudges">
        <button
          type="button"
          class="button"
          aria-label={t('phone.line.towards', { end: from })}
          onClick={() => set((value ?? LINE_END / 2) - STEP)}
        >
          <Chevron back />
        </button>
        <output class="line-words">{words}</output>
        <button
          type="button"
          class="button"
          aria-label={t('phone.line.towards', { end: to })}
          onClick={() => set((value ?? LINE_END / 2) + STEP)}
        >
          <Chevron />
        </button>
      </div>
      <Choice
        type="checkbox"
        name="not-sure"
        chosen={at?.kind === 'not_sure'}
        onChange={(on) => (on ? onAt({ kind: 'not_sure' }) : set(LINE_END / 2))}
      >
        {t('phone.line.notSure')}
      </Choice>
    </div>
  )
}

/** Points the way of reading, or against it. */
function Chevron({ back = false }: { back?: boolean }) {
  return (
    <svg class="arrow chevron" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
      <path d={back ? 'M4-7-4 0 4 7' : 'M-4-7 4 0-4 7'} />
    </svg>
  )
}
