import { useId } from 'preact/hooks'

/** One of a few, where all of them as rows would take too much room. */
export function SelectField({
  label,
  value,
  onValue,
  options,
}: {
  label: string
  value: string
  onValue: (value: string) => void
  options: readonly { id: string; label: string }[]
}) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="field-input field-select"
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
