import type {
  Answer,
  AreaId,
  Card,
  Command,
  FinderId,
  KindId,
  OwnChange,
  OwnSticker,
  Position,
  Standing,
  Why,
} from '../wire/types.ts'

/** A sticker of mine as I should see it: what is confirmed, and on top what waits. */
export type MySticker = {
  id: string
  /** Its name on the board; undefined until the server has it. */
  seq: number | undefined
  kind: KindId
  area: AreaId | null
  /** Where it is drawn; null while only its area is known. */
  at: Position | null
  note: string | null
  /** Whether others see my words. */
  noteStanding: Standing
  /** Why the facilitator hid it from others, if so. */
  hidden: Why | undefined
  pending: boolean
}

/** An answer of mine, likewise. */
export type MyAnswer = {
  finder: FinderId
  answer: Answer
  /** How each of my own words or notes in it stands; none while everybody may see them all. */
  standings: readonly Standing[]
  /** What I answered in the round before. */
  before: Answer | undefined
  pending: boolean
}

/** Everything I put in, likewise. */
export type MyCard = {
  name: string | null
  /** Everybody may read my name in the list of who is here. */
  nameShown: boolean
  /** Whether the facilitator lets others read it. */
  nameStanding: Standing
  /** Why the facilitator paused my placing and writing, if so. */
  muted: Why | undefined
  stickers: readonly MySticker[]
  answers: readonly MyAnswer[]
}

const SHOWN: Standing = { is: 'shown' }

export const emptyCard: Card = { name: null, stickers: [], answers: [] }

/** Gives the confirmed card after changes; doing it twice does nothing more. */
export function changeCard(card: Card, changes: readonly OwnChange[]): Card {
  let { name, name_shown, name_standing, muted, stickers, answers } = card
  for (const change of changes) {
    switch (change.t) {
      case 'sticker': {
        const { t: _, ...sticker } = change
        stickers = putSticker(stickers, sticker)
        break
      }
      case 'sticker_gone':
        stickers = stickers.filter((one) => one.id !== change.id)
        break
      case 'answer': {
        const { t: _, ...answer } = change
        answers = [...answers.filter((one) => one.finder !== change.finder), answer]
        break
      }
      case 'answer_gone':
        answers = answers.filter((one) => one.finder !== change.finder)
        break
      case 'name':
        name = change.name
        name_shown = change.shown
        name_standing = change.standing
        break
      case 'muted':
        muted = change.why ?? undefined
        break
      case 'round':
        answers = answers.filter((one) => one.finder !== change.finder)
        break
      default:
        // A newer server's change, of something this page does not know.
        change satisfies never
    }
  }
  return {
    name,
    stickers,
    answers,
    ...(name_shown ? { name_shown } : {}),
    ...(name_standing ? { name_standing } : {}),
    ...(muted ? { muted } : {}),
  }
}

function putSticker(stickers: OwnSticker[], sticker: OwnSticker): OwnSticker[] {
  const place = stickers.findIndex((one) => one.id === sticker.id)
  if (place < 0) return [...stickers, sticker]
  return stickers.map((one, i) => (i === place ? sticker : one))
}

/** Gives the card as it will be when all that waits is done, in the order in which it waits. */
export function withPending(
  card: Card,
  waiting: readonly { id: string; command: Command }[],
): MyCard {
  let { name } = card
  let nameShown = card.name_shown ?? false
  const stickers = new Map<string, MySticker>(
    card.stickers.map(({ note_standing, hidden, ...sticker }) => [
      sticker.id,
      { ...sticker, noteStanding: note_standing ?? SHOWN, hidden, pending: false },
    ]),
  )
  const answers = new Map<FinderId, MyAnswer>(
    card.answers.map(({ finder, answer, standings = [], before }) => [
      finder,
      { finder, answer, standings, before, pending: false },
    ]),
  )
  for (const { id, command } of waiting) {
    switch (command.do) {
      case 'place':
        if (!stickers.has(id)) stickers.set(id, placed(id, command))
        break
      case 'change': {
        const old = stickers.get(command.sticker)
        if (old) stickers.set(old.id, changed(old, command))
        break
      }
      case 'take_back':
        stickers.delete(command.sticker)
        break
      case 'answer': {
        const { finder, answer } = command
        const before = answers.get(finder)?.before
        answers.set(finder, { finder, answer, standings: [], before, pending: true })
        break
      }
      case 'take_back_answer':
        answers.delete(command.finder)
        break
      case 'set_name':
        name = command.name ?? null
        nameShown = command.shown ?? false
        break
      default:
        break // A facilitator's commands are about the board, not about a card.
    }
  }
  const { muted, name_standing: nameStanding = SHOWN } = card
  return {
    name,
    nameShown,
    nameStanding,
    muted,
    stickers: [...stickers.values()],
    answers: [...answers.values()],
  }
}

function placed(id: string, command: Extract<Command, { do: 'place' }>): MySticker {
  const { kind, place, note } = command
  const where = whereTo(place)
  const mine = { id, seq: undefined, kind, ...where, note: note ?? null, pending: true }
  return { ...mine, noteStanding: SHOWN, hidden: undefined }
}

function changed(old: MySticker, command: Extract<Command, { do: 'change' }>): MySticker {
  const where = command.place ? whereTo(command.place) : {}
  return { ...old, ...where, kind: command.kind, note: command.note ?? null, pending: true }
}

function whereTo(place: Extract<Command, { do: 'place' }>['place']) {
  return 'area' in place ? { area: place.area, at: null } : { area: null, at: place.point }
}
