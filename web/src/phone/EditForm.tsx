import { useState } from 'preact/hooks'
import type { MySticker } from '../store/index.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'
import { Legend } from './Legend.tsx'
import { NoteField } from './NoteField.tsx'
import { changeSticker, onWhat } from './placing.ts'

/** Changes one of my stickers. `words`: only what it says. */
export function EditForm({ mine, words }: { mine: MySticker; words: boolean }) {
  const [kind, setKind] = useState(mine.kind)
  const [note, setNote] = useState(mine.note ?? '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        changeSticker(mine.id, kind, note)
      }}
    >
      <p>{onWhat(mine.area)}</p>
      {!words && (
        <Legend
          legend={t('phone.chooseKind')}
          kinds={possibleKinds(mine)}
          chosen={kind}
          onChoose={setKind}
          name="kind-mine"
        />
      )}
      <NoteField value={note} onValue={setNote} focus={words} />
      <p class="privacy">{t('phone.noteSeen')}</p>
      <button type="submit" class="button button-primary button-wide">
        {t('phone.save')}
      </button>
    </form>
  )
}

/** Outside all areas, a sticker cannot become one that says only its area. */
function possibleKinds(mine: MySticker) {
  const kinds = store.definition.value?.kinds ?? []
  const now = kinds.find(({ id }) => id === mine.kind)
  return kinds.filter(({ precision }) => precision === now?.precision || mine.area !== null)
}
