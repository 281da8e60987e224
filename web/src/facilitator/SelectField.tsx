import { useId } from 'preact/hooks'

/** One of a few, where all of them as rows would take too much room. */
export function SelectField({
  label,
  value,
  onValue,
  options,
  hint,
}: {
  label: string
  value: string
  onValue: (value: string) => void
  options: readonly { id: string; label: string }[]
  hint?: string
}) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {hint && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <select
        id={id}
        class="field-input field-select"
        aria-describedby={hint && `${id}-hint`}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
