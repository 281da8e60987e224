import type { Placing } from '../store/index.ts'
import type { AreaId, KindId, Place, Position } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { type After, after, hint, sheet, store, tab, trouble } from './app.ts'
import { boardMap } from './mapHolder.ts'
import { sayWhenSaved } from './speech.ts'
import { areaAt, placeOf } from './where.ts'

/** Gives an area's name, or words for outside of all of them. */
export function areaName(id: AreaId | null): string {
  const area = store.definition.value?.areas.find((area) => area.id === id)
  return area?.name ?? t('phone.outside')
}

/** Gives an area's name as a heading. */
export function areaTitle(id: AreaId | null): string {
  return id === null ? t('phone.outsideTitle') : areaName(id)
}

/** Gives 'Your sticker is on Red Road.' */
export function onWhat(area: AreaId | null): string {
  return area === null ? t('phone.onMap') : t('phone.onArea', { area: areaName(area) })
}

/** Gives 'Your sticker is off Red Road.' */
export function offWhat(area: AreaId | null): string {
  return area === null ? t('phone.takenMap') : t('phone.taken', { area: areaName(area) })
}

/** Says why no sticker can be put. */
export function placingWords(placing: Placing): string {
  return t(placing === 'paused' ? 'phone.locked' : 'phone.noStickersNow')
}

/** Puts a sticker of mine, at once on my own screen, and says so. */
export function putSticker(
  kindId: KindId,
  where: { area: AreaId } | { at: Position },
  note = '',
): void {
  const definition = store.definition.peek()
  const kind = definition?.kinds.find(({ id }) => id === kindId)
  const place = definition && kind && placeOf(definition, kind, where)
  if (!place) return
  const area = 'area' in place ? place.area : (areaAt(definition, place.point)?.id ?? null)
  const id = send(kindId, place, note)
  did({ is: 'placed', id, kind: kindId, area })
  sayWhenSaved(id, onWhat(area))
}

/** Takes one of my stickers back; it can be put back with one tap. */
export function takeBack(id: string): void {
  const mine = store.card.peek().stickers.find((sticker) => sticker.id === id)
  const command = store.do({ do: 'take_back', sticker: id })
  if (!mine) return
  const { kind, area, at, note } = mine
  did({ is: 'taken', kind, area, at, note })
  sayWhenSaved(command, offWhat(area))
}

/** Puts back what was taken back, as a new sticker. */
export function putBack({ kind, area, at, note }: Extract<After, { is: 'taken' }>): void {
  const precision = store.definition.peek()?.kinds.find(({ id }) => id === kind)?.precision
  if (precision !== 'area' && at) putSticker(kind, { at }, note ?? '')
  else if (area !== null) putSticker(kind, { area }, note ?? '')
}

/** Changes kind and note of one of my stickers; its place only if the new kind needs another. */
export function changeSticker(id: string, kindId: KindId, note: string): void {
  const definition = store.definition.peek()
  const mine = store.card.peek().stickers.find((sticker) => sticker.id === id)
  const [old, next] = [mine?.kind, kindId].map((one) =>
    definition?.kinds.find((kind) => kind.id === one),
  )
  if (!definition || !mine || !next) return
  const moves = old?.precision !== next.precision
  const place = moves && mine.area !== null && placeOf(definition, next, { area: mine.area })
  const words = note.trim() ? { note: note.trim() } : {}
  const to = place ? { place } : {}
  const command = store.do({ do: 'change', sticker: id, kind: kindId, ...to, ...words })
  sheet.value = undefined
  sayWhenSaved(command, t('phone.changed'))
}

/** Shows an area on the map. Only ever because this person asked for it. */
export function showOnMap(area: AreaId): void {
  sheet.value = undefined
  tab.value = 'map'
  // The map has its size only once it is shown, and then first shows what it showed before.
  requestAnimationFrame(() =>
    setTimeout(() => {
      boardMap.value?.goTo(area)
      boardMap.value?.setHighlight(area)
    }, 0),
  )
}

function send(kind: KindId, place: Place, note: string): string {
  const words = note.trim() ? { note: note.trim() } : {}
  return store.do({ do: 'place', kind, place, ...words })
}

function did(what: After): void {
  after.value = what
  sheet.value = undefined
  hint.value = ''
  trouble.value = ''
}
