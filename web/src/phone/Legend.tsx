import { Sticker } from '../ui/Sticker.tsx'
import type { KindId, StickerKind } from '../wire/types.ts'

/** The legend as the choice of what to put: shape, word and colour. */
export function Legend({
  legend,
  kinds,
  chosen,
  onChoose,
  name,
}: {
  legend: string
  kinds: readonly StickerKind[]
  chosen: KindId | undefined
  onChoose: (id: KindId) => void
  /** Tells this choice from others in the page. */
  name: string
}) {
  return (
    <fieldset class="legend">
      <legend class="visually-hidden">{legend}</legend>
      <div class="legend-row">
        {kinds.map(({ id, label, shape, colour }) => (
          <label
            key={id}
            class={`legend-kind in-${colour} ${id === chosen ? 'legend-chosen' : ''}`}
          >
            <input
              class="visually-hidden"
              type="radio"
              name={name}
              checked={id === chosen}
              onChange={() => onChoose(id)}
            />
            <Sticker shape={shape} colour={colour} />
            <span class="legend-word ringed">
              <bdi>{label}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
