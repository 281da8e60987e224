import { Sticker } from '../ui/Sticker.tsx'
import type { Area } from '../wire/types.ts'
import { n, t } from '../words/index.ts'
import { sheet, store } from './app.ts'
import { areaTitle } from './placing.ts'

/** A study area with its counts, or with null what lies outside of all of them. */
export function AreaRow({ area }: { area: Area | null }) {
  const definition = store.definition.value
  const counts = area ? store.board.counts.value.areas.get(area.id) : outside()
  const mine = store.card.value.stickers.filter((sticker) => sticker.area === (area?.id ?? null))
  const type = definition?.area_types.find(({ id }) => id === area?.type)
  const kinds = (definition?.kinds ?? []).filter(({ id }) => (counts?.get(id) ?? 0) > 0)
  if (!area && kinds.length === 0) return null
  return (
    <li>
      <button
        type="button"
        class="area-row"
        onClick={() => {
          sheet.value = { is: 'place', areas: [area?.id ?? null] }
        }}
      >
        <span class="area-name">
          <bdi>{areaTitle(area?.id ?? null)}</bdi>
          {mine.length > 0 && (
            <span class="area-mine">{t('phone.mine', { count: mine.length })}</span>
          )}
        </span>
        {type && <span class="area-type">{type.name}</span>}
        <span class="area-counts">
          {kinds.map(({ id, shape, colour, short }) => (
            <span class="area-count" key={id}>
              <Sticker shape={shape} colour={colour} /> {n(counts?.get(id) ?? 0)} {short}
            </span>
          ))}
          {kinds.length === 0 && <span class="area-none">{t('phone.noneYet')}</span>}
        </span>
      </button>
    </li>
  )
}

/** Of each kind, how many stickers lie in no study area. */
function outside(): ReadonlyMap<string, number> {
  const { kinds, areas } = store.board.counts.value
  const rest = new Map(kinds)
  for (const counts of areas.values()) {
    for (const [kind, count] of counts) rest.set(kind, (rest.get(kind) ?? 0) - count)
  }
  return rest
}
