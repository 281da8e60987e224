import { useEffect, useRef, useState } from 'preact/hooks'
import { type BoardMap as MapOfBoard, createMap } from '../map/index.ts'
import type { AreaId } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** The map as the facilitator sees it, hidden stickers too; an area that is picked can be shown. */
export function BoardMap({ desk }: { desk: Desk }) {
  const { store, definition } = desk
  const { board } = store
  const later = store.later.value
  const box = useRef<HTMLDivElement>(null)
  const made = useRef<MapOfBoard | undefined>(undefined)
  const [picked, setPicked] = useState<AreaId | undefined>(undefined)
  const locked = board.locked.value

  useEffect(() => {
    if (!box.current) return undefined
    const map = createMap(box.current, { mode: 'phone' })
    made.current = map
    map.draw(definition)
    const forget = map.onPick(({ areas }) => setPicked(areas[0]))
    const unwatch = board.watch({
      onAdded: (stickers, live) => map.add(stickers, { quietly: !live }),
      onRemoved: (seqs) => map.remove(seqs),
    })
    return () => {
      unwatch()
      forget()
      map.destroy()
    }
  }, [board, definition])

  useEffect(() => {
    if (later) made.current?.complete(later)
  }, [board, definition, later])

  const area = definition.areas.find(({ id }) => id === picked)
  return (
    <div class="card board-card">
      <div class="board-map" ref={box} />
      {area && (
        <div class="board-picked">
          <p>
            <strong dir="auto">{area.name}</strong>
          </p>
          <button
            type="button"
            class="button"
            onClick={() => desk.do({ do: 'show_area', area: area.id })}
          >
            {t('facilitator.showThis')}
          </button>
        </div>
      )}
      <div class="board-lock">
        <p class={`state ${locked ? 'state-on' : ''}`}>
          {t(`facilitator.placing.${desk.store.placing.value}`)}
        </p>
        <button
          type="button"
          class="button"
          onClick={() => desk.do({ do: 'set_locked', locked: !locked })}
        >
          {t(locked ? 'facilitator.unlock' : 'facilitator.lock')}
        </button>
      </div>
      <p class="board-sources">{definition.attribution.join(' ')}</p>
    </div>
  )
}
