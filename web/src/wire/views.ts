import { count, each, flag, maybe, object, orNull, position, text } from './check.ts'
import type { Variants } from './check.ts'
import { agendaFields, call, handledFields, timer } from './agenda.ts'
import { answer, areaTally, finder, standing, tally, why } from './forms.ts'
import type {
  Card,
  Change,
  FinderView,
  GuestName,
  OwnAnswer,
  OwnChange,
  OwnSticker,
  StickerView,
} from './types.ts'

const stickerFields = {
  seq: count,
  kind: text,
  area: orNull(text),
  at: position,
  note: maybe(text),
  note_standing: maybe(standing),
  hidden: maybe(flag),
  muted: maybe(flag),
} satisfies Record<keyof StickerView, unknown>

const finderFields = {
  id: text,
  open: flag,
  revealed: flag,
  round: maybe(count),
  made: maybe(finder),
  answered: maybe(count),
  skipped: maybe(count),
  late: maybe(flag),
  tally: maybe(tally),
  before: maybe(tally),
  by_area: maybe(each(areaTally)),
  frozen: maybe(flag),
} satisfies Record<keyof FinderView, unknown>

const ownStickerFields = {
  id: text,
  seq: count,
  kind: text,
  area: orNull(text),
  at: orNull(position),
  note: orNull(text),
  note_standing: maybe(standing),
  hidden: maybe(why),
} satisfies Record<keyof OwnSticker, unknown>

const ownAnswerFields = {
  finder: text,
  answer,
  standings: maybe(each(standing)),
  before: maybe(answer),
} satisfies Record<keyof OwnAnswer, unknown>

/** Where an opinion finder stands. */
export const finderView = object<FinderView>(finderFields)

/** The names that people show to everybody, for whoever leads. */
export const guestNames = maybe(
  each(object<GuestName>({ guest: text, name: text, standing: maybe(standing) })),
)

/** Everything that one person put in. */
export const card = object<Card>({
  name: orNull(text),
  name_shown: maybe(flag),
  name_standing: maybe(standing),
  muted: maybe(why),
  stickers: each(object<OwnSticker>(ownStickerFields)),
  answers: each(object<OwnAnswer>(ownAnswerFields)),
})

/** What a frame may carry. */
export const changes: Variants<Change, 't'> = {
  sticker: stickerFields,
  sticker_gone: { seq: count },
  finder: finderFields,
  locked: { locked: flag },
  showing: { area: orNull(text) },
  ended: { ended: flag },
  defined: { definition: text },
  agenda: agendaFields,
  timer: { timer: orNull(timer) },
  call: { call: orNull(call) },
  quiet: { quiet: flag },
  archived: { archived: flag },
  guests: { names: each(text) },
  handled: handledFields,
  names: { names: each(text), guest_names: guestNames },
}

/** What may change on a card. */
export const ownChanges: Variants<OwnChange, 't'> = {
  sticker: ownStickerFields,
  sticker_gone: { id: text },
  answer: ownAnswerFields,
  answer_gone: { finder: text },
  name: { name: orNull(text), shown: maybe(flag), standing: maybe(standing) },
  muted: { why: orNull(why) },
  round: { finder: text, before: answer },
}
