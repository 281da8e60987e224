import './code.css'
import { useId } from 'preact/hooks'
import { t } from '../words/index.ts'

/** The field for a join code: large letters, forgiving about how they are typed. */
export function CodeField({
  value,
  onValue,
  error,
}: {
  value: string
  onValue: (value: string) => void
  error?: string | undefined
}) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {t('join.code')}
      </label>
      <span class="field-hint" id={`${id}-hint`}>
        {t('join.codeHint')}
      </span>
      {error && (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
      <input
        id={id}
        class="field-input code-input"
        type="text"
        dir="ltr"
        value={value}
        // Twice as long as a code, for blanks and hyphens.
        maxLength={13}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
        aria-invalid={error ? 'true' : 'false'}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  )
}
