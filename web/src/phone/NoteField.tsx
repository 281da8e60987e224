import { useEffect, useRef } from 'preact/hooks'
import { TextField } from '../ui/Fields.tsx'
import { NOTE_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** A few words with a sticker. `focus`: begin to write at once. */
export function NoteField({
  value,
  onValue,
  focus = false,
}: {
  value: string
  onValue: (value: string) => void
  focus?: boolean
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus) box.current?.querySelector('textarea')?.focus()
  }, [focus])
  return (
    <div class="note-field" ref={box}>
      <TextField
        label={t('phone.note')}
        hint={t('phone.noteHint', { count: NOTE_CHARS - value.length })}
        value={value}
        onValue={onValue}
        maxLength={NOTE_CHARS}
        lines={3}
      />
    </div>
  )
}
