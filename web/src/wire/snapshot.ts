import type { Check } from './check.ts'
import { count, each, must, flag, maybe, object, orNull, text, whole } from './check.ts'
import type { Snapshot, StickerColumns, StickerView } from './types.ts'
import { finderView } from './views.ts'

const note: Check = (value, at) => {
  must(Array.isArray(value) && value.length === 2, at, 'a note')
  const [seq, words] = value as [unknown, unknown]
  count(seq, at)
  text(words, at)
}

const columns = object<StickerColumns>({
  kinds: each(text),
  areas: each(text),
  seq: each(count),
  kind: each(count),
  area: each(count),
  lon: each(whole),
  lat: each(whole),
  notes: each(note),
  hidden: each(count),
})

const snapshot = object<Snapshot>({
  board: text,
  epoch: text,
  rev: count,
  definition: text,
  locked: flag,
  ended: flag,
  showing: orNull(text),
  finders: each(finderView),
  stickers: columns,
  digest: count,
  names: maybe(each(text)),
})

/** Reads a snapshot. Throws a `WireFault` if it is none. */
export function readSnapshot(value: unknown): Snapshot {
  snapshot(value, 'snapshot')
  return value as Snapshot
}

/** Gives the stickers of a snapshot, by name. Throws a `WireFault` if the columns do not fit. */
export function unpackStickers(columns: StickerColumns): Map<number, StickerView> {
  const { seq, kind, area, lon, lat } = columns
  const even = [kind, area, lon, lat].every((column) => column.length === seq.length)
  must(even, 'stickers', 'columns of one length')
  const stickers = new Map<number, StickerView>()
  let [name, x, y] = [0, 0, 0]
  for (let i = 0; i < seq.length; i += 1) {
    name += seq[i] ?? 0
    x += lon[i] ?? 0
    y += lat[i] ?? 0
    const kindId = columns.kinds[kind[i] ?? 0] ?? ''
    must(kindId !== '', 'stickers.kind', 'in its list')
    const areaId = area[i] ? columns.areas[(area[i] ?? 0) - 1] : null
    must(areaId !== undefined, 'stickers.area', 'in its list')
    stickers.set(name, { seq: name, kind: kindId, area: areaId, at: [x, y] })
  }
  addRest(stickers, columns)
  return stickers
}

function addRest(stickers: Map<number, StickerView>, columns: StickerColumns): void {
  for (const [seq, words] of columns.notes) {
    const sticker = stickers.get(seq)
    if (sticker) sticker.note = words
  }
  for (const seq of columns.hidden) {
    const sticker = stickers.get(seq)
    if (sticker) sticker.hidden = true
  }
}
