import { count, each, flag, maybe, object, oneOf, tagged, text, whole } from './check.ts'
import type {
  Answer,
  ChoiceOption,
  ChoiceRow,
  Chosen,
  Form,
  KnowledgeRow,
  LinePoint,
  OwnEntry,
  Tally,
} from './types.ts'

const options = each(object<ChoiceOption>({ id: text, label: text }))

/** How an opinion finder is answered. */
export const form = tagged<Form, 'form'>('form', {
  knowledge: { options, depth: flag, own: flag },
  choice: { options, many: flag },
  line: { from: text, to: text },
})

const chosen = object<Chosen>({ option: text, depth: maybe(oneOf('heard', 'some', 'tell')) })

const linePoint = tagged<LinePoint, 'kind'>('kind', { point: { value: whole }, not_sure: {} })

/** One person's answer. */
export const answer = tagged<Answer, 'form'>('form', {
  knowledge: { chosen: each(chosen), own: maybe(text) },
  choice: { chosen: each(text) },
  line: { at: linePoint },
})

const knowledgeRow = object<KnowledgeRow>({ option: text, people: count, depths: each(count) })

/** The counts over all answers. */
export const tally = tagged<Tally, 'form'>('form', {
  knowledge: {
    people: count,
    options: each(knowledgeRow),
    own: each(object<OwnEntry>({ seq: count, words: text, hidden: maybe(flag) })),
  },
  choice: { people: count, options: each(object<ChoiceRow>({ option: text, people: count })) },
  line: { people: count, bins: each(count), not_sure: count },
})
