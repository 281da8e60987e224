import './sheet.css'
import { useState } from 'preact/hooks'
import { Sheet } from '../ui/Modal.tsx'
import type { AreaId } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { sheet, store } from './app.ts'
import { EditForm } from './EditForm.tsx'
import { PlaceForm } from './PlaceForm.tsx'
import { areaName, areaTitle } from './placing.ts'

/** What stands over the page, if anything. */
export function SheetHost() {
  const now = sheet.value
  if (!now) return null
  const close = () => {
    sheet.value = undefined
  }
  switch (now.is) {
    case 'place':
      return <PlaceSheet key={now.areas.join(' ')} areas={now.areas} onClose={close} />
    case 'edit': {
      const mine = store.card.value.stickers.find(({ id }) => id === now.id)
      if (!mine) return null
      const title = now.words ? t('phone.addWords') : t('phone.changeTitle')
      return (
        <Sheet title={title} onClose={close}>
          <EditForm mine={mine} words={now.words} />
        </Sheet>
      )
    }
    default:
      throw new Error(`no sheet ${String(now satisfies never)}`)
  }
}

/** Asks which area is meant if there are several, then how to put a sticker there. */
function PlaceSheet({
  areas,
  onClose,
}: {
  areas: readonly (AreaId | null)[]
  onClose: () => void
}) {
  const [meant, setMeant] = useState<AreaId | null | undefined>(
    areas.length === 1 ? areas[0] : undefined,
  )
  const title = meant === undefined ? t('phone.whichArea') : areaTitle(meant)
  return (
    <Sheet title={title} onClose={onClose}>
      {meant === undefined ? (
        <ul class="plain stack">
          {areas.map((id) => (
            <li key={id}>
              <button type="button" class="button button-wide" onClick={() => setMeant(id)}>
                {areaName(id)}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <PlaceForm area={meant} />
      )}
    </Sheet>
  )
}
