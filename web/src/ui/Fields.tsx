import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A line, or several lines, of text with its label, its hint and its error. */
export function TextField({
  label,
  spoken,
  hint,
  error,
  value,
  onValue,
  maxLength,
  lines = 1,
  autocomplete = 'off',
}: {
  label: string
  /** The whole name for ears, where eyes see the rest of it above; it begins with the label. */
  spoken?: string
  hint?: string | undefined
  error?: string | undefined
  value: string
  onValue: (value: string) => void
  maxLength?: number
  lines?: number
  autocomplete?: string
}) {
  const id = useId()
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const shared = {
    id,
    class: 'field-input',
    dir: 'auto' as const,
    value,
    autocomplete,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(about ? { 'aria-describedby': about } : {}),
    ...(spoken ? { 'aria-label': spoken } : {}),
    'aria-invalid': error ? ('true' as const) : ('false' as const),
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement).value),
  }
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
      {error && (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {lines > 1 ? <textarea {...shared} rows={lines} /> : <input type="text" {...shared} />}
    </div>
  )
}

/** A set of choices under one question. */
export function Choices({ legend, children }: { legend: string; children: ComponentChildren }) {
  return (
    <fieldset class="choices">
      <legend class="choices-legend">{legend}</legend>
      {children}
    </fieldset>
  )
}

/** One choice as a whole row: radio for one of many, checkbox for any number. */
export function Choice({
  type,
  name,
  chosen,
  onChange,
  hint,
  children,
}: {
  type: 'radio' | 'checkbox'
  name: string
  chosen: boolean
  onChange: (chosen: boolean) => void
  hint?: string | undefined
  children: ComponentChildren
}) {
  return (
    <label class={`choice ${chosen ? 'choice-chosen' : ''}`}>
      <input
        class="choice-input"
        type={type}
        name={name}
        checked={chosen}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="choice-words">
        {children}
        {hint && <span class="choice-hint">{hint}</span>}
      </span>
    </label>
  )
}
