import type { Check } from './check.ts'
import { count, each, must, flag, maybe, object, orNull, position, text, whole } from './check.ts'
import { agendaFields, call, handledFields, timer } from './agenda.ts'
import { standing } from './forms.ts'
import type {
  AgendaView,
  Handled,
  Position,
  Snapshot,
  Spread,
  StickerGroup,
  StickerPack,
  StickerView,
} from './types.ts'
import { spreadOut } from './spread.ts'
import { finderView, guestNames } from './views.ts'

const note: Check = (value, at) => {
  must(Array.isArray(value) && value.length === 2, at, 'a note')
  const [seq, words] = value as [unknown, unknown]
  count(seq, at)
  text(words, at)
}

const group = object<StickerGroup>({
  kind: text,
  area: orNull(text),
  origin: position,
  step: position,
  seq: each(count),
  lon: each(whole),
  lat: each(whole),
  spread: maybe(object<Spread>({ sides: position, n: each(whole) })),
})

const held: Check = (value, at) => {
  must(Array.isArray(value) && value.length === 2, at, 'a note and how it stands')
  standing((value as unknown[])[1], at)
}

const pack = object<StickerPack>({
  groups: each(group),
  notes: each(note),
  hidden: each(count),
  muted: maybe(each(count)),
  standings: maybe(each(held)),
})

const snapshot = object<Snapshot>({
  board: text,
  epoch: text,
  rev: count,
  definition: text,
  locked: flag,
  ended: flag,
  showing: orNull(text),
  archived: maybe(flag),
  quiet: maybe(flag),
  agenda: object<AgendaView>(agendaFields),
  timer: maybe(timer),
  call: maybe(call),
  guests: maybe(each(text)),
  handled: maybe(each(object<Handled>(handledFields))),
  finders: each(finderView),
  stickers: pack,
  digest: count,
  names: maybe(each(text)),
  guest_names: guestNames,
})

/** Reads a snapshot. Throws a `WireFault` if it is none. */
export function readSnapshot(value: unknown): Snapshot {
  snapshot(value, 'snapshot')
  return value as Snapshot
}

/** Gives the stickers of a snapshot, in the order of their names. Throws a `WireFault` if the
 * columns of a group do not fit. */
export function unpackStickers(pack: StickerPack): Map<number, StickerView> {
  const unsorted = pack.groups.flatMap(unpackGroup)
  unsorted.sort((one, other) => one.seq - other.seq)
  const stickers = new Map(unsorted.map((sticker) => [sticker.seq, sticker]))
  for (const [seq, words] of pack.notes) {
    const sticker = stickers.get(seq)
    if (sticker) sticker.note = words
  }
  for (const seq of pack.hidden) {
    const sticker = stickers.get(seq)
    if (sticker) sticker.hidden = true
  }
  for (const seq of pack.muted ?? []) {
    const sticker = stickers.get(seq)
    if (sticker) sticker.muted = true
  }
  for (const [seq, standing] of pack.standings ?? []) {
    const sticker = stickers.get(seq)
    if (sticker) sticker.note_standing = standing
  }
  return stickers
}

function unpackGroup({ kind, area, seq, ...columns }: StickerGroup): StickerView[] {
  const places = columns.spread ? spreadOut(columns.origin, columns.spread) : onGrid(columns)
  must(places.length === seq.length, 'stickers', 'columns of one length')
  let name = 0
  return places.map((at, i) => {
    name += seq[i] ?? 0
    return { seq: name, kind, area, at }
  })
}

function onGrid({
  origin,
  step,
  lon,
  lat,
}: Omit<StickerGroup, 'kind' | 'area' | 'seq'>): Position[] {
  must(lon.length === lat.length, 'stickers', 'columns of one length')
  return lon.map((east, i) => [origin[0] + step[0] * east, origin[1] + step[1] * (lat[i] ?? 0)])
}
