import { useState } from 'preact/hooks'
import type { AreaId } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { chooseKind, kind, store } from './app.ts'
import { Legend } from './Legend.tsx'
import { NoteField } from './NoteField.tsx'
import { areaName, placingWords, putSticker, showOnMap } from './placing.ts'
import { privacyOfArea } from './privacy.ts'
import { WhatPeopleWrote } from './WhatPeopleWrote.tsx'

/** An area: what it is, a sticker for it, and what people wrote there. */
export function PlaceForm({ area }: { area: AreaId | null }) {
  const definition = store.definition.value
  const place = definition?.areas.find(({ id }) => id === area)
  const type = definition?.area_types.find(({ id }) => id === place?.type)
  return (
    <>
      {type && (
        <p class="place-about">
          <strong>{type.name}.</strong> {type.plain}
        </p>
      )}
      {place?.note && <p class="place-note">{place.note}</p>}
      {area !== null && <PutHere area={area} />}
      <WhatPeopleWrote area={area} />
      {area !== null && (
        <button type="button" class="button button-quiet" onClick={() => showOnMap(area)}>
          {t('phone.showOnMap')}
        </button>
      )}
    </>
  )
}

function PutHere({ area }: { area: AreaId }) {
  const [note, setNote] = useState('')
  const [writing, setWriting] = useState(false)
  const now = kind.value
  const placing = store.placing.value
  if (placing === 'ended' || !now) return null
  if (placing !== 'open') return <p class="bar bar-calm">{placingWords(placing)}</p>
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        putSticker(now.id, { area }, note)
      }}
    >
      <Legend
        legend={t('phone.chooseKind')}
        kinds={store.definition.value?.kinds ?? []}
        chosen={now.id}
        onChoose={chooseKind}
        name="kind-here"
      />
      {writing ? (
        <NoteField value={note} onValue={setNote} focus />
      ) : (
        <button type="button" class="button button-quiet" onClick={() => setWriting(true)}>
          {t('phone.addWordsOptional')}
        </button>
      )}
      <button type="submit" class="button button-primary button-wide">
        {t('phone.putHere')}
      </button>
      <p class="privacy">{privacyOfArea(now, areaName(area))}</p>
    </form>
  )
}
