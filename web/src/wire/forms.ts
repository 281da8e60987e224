import { count, each, flag, maybe, object, oneOf, orNull, tagged, text, whole } from './check.ts'
import type {
  Answer,
  AreaTally,
  Axis,
  ChoiceOption,
  Chosen,
  Finder,
  Form,
  LinePoint,
  OwnEntry,
  QuadrantPoint,
  Standing,
  Tally,
  WallNote,
  Why,
} from './types.ts'

const options = each(object<ChoiceOption>({ id: text, label: text }))
const axis = object<Axis>({ from: text, to: text })

/** Why something was hidden. */
export const why = object<Why>({ reason: text, words: maybe(text) })

/** Whether others see some words. */
export const standing = tagged<Standing, 'is'>('is', {
  shown: {},
  waiting: {},
  hidden: { reason: text, words: maybe(text) },
})

/** How an opinion finder is answered. */
const form = tagged<Form, 'form'>('form', {
  knowledge: { options, depth: flag, own: flag },
  choice: { options, many: flag },
  line: { from: text, to: text },
  dots: { options, areas: flag, dots: count },
  words: { bank: options, most: count, own: flag },
  target: { statements: options },
  quadrant: { across: axis, up: axis },
  rank: { options },
  wall: { prompts: options },
})

/** A question with a form of answer. */
export const finder = object<Finder>({
  id: text,
  question: text,
  hint: maybe(orNull(text)),
  form,
  threshold: count,
  live: maybe(flag),
  by_area: maybe(text),
})

const chosen = object<Chosen>({ option: text, depth: maybe(oneOf('heard', 'some', 'tell')) })
const linePoint = tagged<LinePoint, 'kind'>('kind', { point: { value: whole }, not_sure: {} })
const spot = tagged<QuadrantPoint, 'kind'>('kind', { point: { x: whole, y: whole }, not_sure: {} })

/** One person's answer. */
export const answer = tagged<Answer, 'form'>('form', {
  knowledge: { chosen: each(chosen), own: maybe(text) },
  choice: { chosen: each(text) },
  line: { at: linePoint },
  dots: { given: each(object({ option: text, dots: count })) },
  words: { chosen: each(text), own: maybe(each(text)) },
  target: { aimed: each(object({ option: text, ring: count })) },
  quadrant: { at: spot },
  rank: { order: each(text) },
  wall: { notes: each(object<WallNote>({ prompt: text, words: text })) },
  skip: {},
})

/** How many, or null where that is withheld. */
const some = orNull(count)
const own = {
  seq: count,
  part: maybe(count),
  words: text,
  standing: maybe(standing),
  muted: maybe(flag),
}
const entries = each(object<OwnEntry>(own))
const row = (fields: object) => each(object({ option: text, ...fields }))
const people = some

/** The counts over all answers. */
export const tally = tagged<Tally, 'form'>('form', {
  knowledge: { people, options: row({ people, depths: each(some) }), own: entries },
  choice: { people, options: row({ people }) },
  line: { people, bins: each(some), not_sure: some },
  dots: { people, options: row({ people, dots: some }) },
  words: { people, bank: row({ people }), own: each(object({ ...own, people: count })) },
  target: { people, statements: row({ people, rings: each(some) }) },
  quadrant: { people, side: count, cells: each(some), not_sure: some },
  rank: { people, options: row({ place: some, places: each(some) }) },
  wall: { people, prompts: each(object({ prompt: text, notes: entries })) },
})

/** The counts of one study area. */
export const areaTally = object<AreaTally>({ area: text, tally })
