import type { Here } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** Where somebody takes part from: two cards side by side. */
export function HereChoice({ here, onHere }: { here: Here; onHere: (here: Here) => void }) {
  const choice = (value: Here, words: string) => (
    <label class={`choice here-choice ${here === value ? 'choice-chosen' : ''}`}>
      <input
        class="choice-input"
        type="radio"
        name="here"
        checked={here === value}
        onChange={() => onHere(value)}
      />
      <span class="choice-words">{words}</span>
    </label>
  )
  return (
    <fieldset class="choices">
      <legend class="choices-legend">{t('join.here')}</legend>
      <div class="here-row">
        {choice('room', t('join.hereRoom'))}
        {choice('remote', t('join.hereRemote'))}
      </div>
    </fieldset>
  )
}
