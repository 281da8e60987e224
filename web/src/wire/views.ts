import { count, each, flag, maybe, object, orNull, position, text } from './check.ts'
import type { Variants } from './check.ts'
import { answer, tally } from './forms.ts'
import type {
  Card,
  Change,
  FinderView,
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
  hidden: maybe(flag),
} satisfies Record<keyof StickerView, unknown>

const finderFields = {
  id: text,
  open: flag,
  revealed: flag,
  answered: maybe(count),
  tally: maybe(tally),
} satisfies Record<keyof FinderView, unknown>

const ownStickerFields = {
  id: text,
  seq: count,
  kind: text,
  area: orNull(text),
  at: orNull(position),
  note: orNull(text),
  hidden: flag,
} satisfies Record<keyof OwnSticker, unknown>

const ownAnswerFields = {
  finder: text,
  answer,
  words_hidden: flag,
} satisfies Record<keyof OwnAnswer, unknown>

/** Where an opinion finder stands. */
export const finderView = object<FinderView>(finderFields)

/** Everything that one person put in. */
export const card = object<Card>({
  name: orNull(text),
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
  names: { names: each(text) },
}

/** What may change on a card. */
export const ownChanges: Variants<OwnChange, 't'> = {
  sticker: ownStickerFields,
  sticker_gone: { id: text },
  answer: ownAnswerFields,
  answer_gone: { finder: text },
  name: { name: orNull(text) },
}
