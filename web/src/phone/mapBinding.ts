import { effect } from '@preact/signals'
import { type BoardMap, createMap, type Pick, type Sticker } from '../map/index.ts'
import type { StickerView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { hint, kind, sheet, store, voice } from './app.ts'
import { boardMap, rest } from './mapHolder.ts'
import { putSticker } from './placing.ts'

/** Puts the board's map into `container` and keeps it true, until the function it gives is called. */
export function bindMap(container: HTMLElement): () => void {
  const map = createMap(container, { mode: 'phone' })
  const finger = { x: 0, y: 0 }
  const remember = (event: PointerEvent) => {
    finger.x = event.clientX
    finger.y = event.clientY
  }
  container.addEventListener('pointerup', remember, true)
  const stops = [
    followBoard(map),
    effect(() => map.setCrosshair(isPinned() ? (kind.value?.id ?? null) : null)),
    map.onRest((now) => {
      rest.value = now
    }),
    map.onPick((pick) => {
      if (isPinned()) pinPick(map, pick, container, finger)
      else areaPick(pick)
    }),
  ]
  boardMap.value = map
  return () => {
    boardMap.value = undefined
    container.removeEventListener('pointerup', remember, true)
    for (const stop of stops) stop()
    map.destroy()
  }
}

/** Whether the next sticker goes where the pin in the middle stands. */
export function isPinned(): boolean {
  const open = store.placing.value === 'open'
  return open && kind.value !== undefined && kind.value.precision !== 'area'
}

/** Puts a sticker of the chosen kind where the pin stands. */
export function placeAtPin(): void {
  const at = boardMap.peek()?.centre()
  const now = kind.peek()
  if (at && now && isPinned()) putSticker(now.id, { at })
}

/** With a pin in the middle, a tap brings that spot under it; the map moves, never the pin. */
function pinPick(
  map: BoardMap,
  { via, areas }: Pick,
  container: HTMLElement,
  finger: { x: number; y: number },
): void {
  const [area] = areas
  if (via === 'key') placeAtPin()
  else if (via === 'label' && area) map.goTo(area)
  else {
    const box = container.getBoundingClientRect()
    map.panBy(finger.x - box.left - box.width / 2, finger.y - box.top - box.height / 2)
  }
}

function areaPick({ areas }: Pick): void {
  hint.value = areas.length > 0 ? '' : t('phone.noArea')
  if (areas.length > 0) sheet.value = { is: 'place', areas }
  else voice.own(t('phone.noArea'))
}

/** Shows what is confirmed, marks what is mine, and adds what waits. */
function followBoard(map: BoardMap): () => void {
  const { board } = store
  let mine = new Map<number, boolean>()
  const dress = (sticker: StickerView): Sticker => {
    const pending = mine.get(sticker.seq)
    return pending === undefined ? sticker : { ...sticker, mine: true, pending }
  }
  const mark = (next: Map<number, boolean>) => {
    const changed = [...new Set([...mine.keys(), ...next.keys()])].filter(
      (seq) => mine.get(seq) !== next.get(seq),
    )
    mine = next
    const stickers = changed.flatMap((seq) => board.stickers.get(seq) ?? [])
    if (stickers.length > 0) map.add(stickers.map(dress), { quietly: true })
  }
  const stops = [
    effect(() => {
      const definition = store.definition.value
      if (!definition) return
      map.draw(definition)
      map.replace([...board.stickers.values()].map(dress))
    }),
    effect(() => {
      if (store.definition.value && store.later.value) map.complete(store.later.value)
    }),
    board.watch({
      onAdded: (stickers, live) => map.add(stickers.map(dress), { quietly: !live }),
      onRemoved: (seqs) => map.remove(seqs),
    }),
    effect(() => {
      const { stickers } = store.card.value
      mark(new Map(stickers.flatMap(({ seq, pending }) => (seq ? [[seq, pending]] : []))))
      map.setPending(
        stickers.flatMap(({ id, seq, kind, area, at }) => {
          const centre = store.definition.value?.areas.find((one) => one.id === area)?.centre
          const where = at ?? centre
          return seq || !where ? [] : [{ id, kind, area, at: where }]
        }),
      )
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
