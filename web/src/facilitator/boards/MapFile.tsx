import { useId, useState } from 'preact/hooks'
import { UPLOAD_BYTES } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import type { Draft } from './wishes.ts'

/** Choosing a map file. It is read here, and sent only with the form. */
export function MapFile({
  file,
  onFile,
}: {
  file: Draft['file']
  onFile: (file: Draft['file']) => void
}) {
  const id = useId()
  const [wrong, setWrong] = useState('')
  const choose = async (chosen: File | undefined) => {
    setWrong('')
    onFile(undefined)
    if (!chosen) return
    if (chosen.size > UPLOAD_BYTES) return setWrong(t('boards.tooLarge'))
    try {
      onFile({ name: chosen.name, text: await textOf(chosen) })
    } catch {
      setWrong(t('boards.unreadable'))
    }
  }
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {t('boards.chooseFile')}
      </label>
      <input
        id={id}
        class="field-input"
        type="file"
        accept=".geojson,.json,application/geo+json,application/json"
        aria-describedby={`${id}-state`}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <p id={`${id}-state`} role="status" class={wrong ? 'field-error' : ''}>
        {wrong || (file ? t('boards.fileReady', { name: file.name }) : '')}
      </p>
    </div>
  )
}

/** `Blob.text` is younger than the oldest browsers. */
function textOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsText(file)
  })
}
