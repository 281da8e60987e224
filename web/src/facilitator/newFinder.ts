import { type ChoiceOption, type Finder, type Form, LABEL_CHARS, THRESHOLD } from '../wire/types.ts'

/** A question as somebody writes it: everything as text. */
export type Draft = {
  question: string
  form: Form['form']
  /** Options, statements, prompts or words, one to a line; for lines and squares, their ends. */
  lines: string
  several: boolean
  own: boolean
  /** Dots or words for each person. */
  most: number
  /** Dots go to the study areas. */
  areas: boolean
  hideFew: boolean
  live: boolean
  /** The kind of sticker that says which place somebody is counted for; empty: nobody is. */
  byArea: string
  approval: boolean
}

export const emptyDraft: Draft = {
  question: '',
  form: 'choice',
  lines: '',
  several: false,
  own: false,
  most: 3,
  areas: false,
  hideFew: true,
  live: false,
  byArea: '',
  approval: false,
}

/** How many lines each kind of question needs, at least and at most. */
export const NEEDS: { readonly [F in Form['form']]: readonly [number, number] } = {
  knowledge: [1, 24],
  choice: [2, 24],
  line: [2, 2],
  dots: [2, 24],
  words: [0, 24],
  target: [2, 6],
  quadrant: [4, 4],
  rank: [2, 8],
  wall: [2, 4],
}

/**
 * Whether answers of this kind can be counted by place. Never with small counts shown: by place they
 * would tell on people.
 */
export function canSplit({ form, hideFew }: Pick<Draft, 'form' | 'hideFew'>): boolean {
  return hideFew && form !== 'dots' && form !== 'rank' && form !== 'wall'
}

/** Gives the finder that a draft describes, or what it lacks. */
export function finderOf(draft: Draft, id: string): Finder | 'question' | 'lines' | 'ends' {
  const question = draft.question.trim()
  const lines = draft.lines.split('\n').map((line) => line.trim())
  const full = lines.filter((line) => line !== '').map(labelOf)
  if (!question) return 'question'
  const [least, most] = draft.form === 'dots' && draft.areas ? [0, 0] : NEEDS[draft.form]
  const enough = draft.form === 'words' && !draft.own ? Math.max(1, least) : least
  if (full.length < enough || full.length > most) return 'lines'
  const form = formOf(draft, full)
  if (!endsDiffer(form)) return 'ends'
  return {
    id,
    question,
    form,
    threshold: draft.hideFew && draft.form !== 'wall' ? THRESHOLD : 1,
    ...(draft.live ? { live: true } : {}),
    ...(draft.byArea && canSplit(draft) ? { by_area: draft.byArea } : {}),
  }
}

function formOf({ form, several, own, most, areas }: Draft, lines: readonly string[]): Form {
  const [first = '', second = '', third = '', fourth = ''] = lines
  const options = optionsOf(lines)
  switch (form) {
    case 'knowledge':
      return { form, options, depth: true, own }
    case 'choice':
      return { form, options, many: several }
    case 'line':
      return { form, from: first, to: second }
    case 'dots':
      return { form, options: areas ? [] : options, areas, dots: most }
    case 'words':
      return { form, bank: options, most: Math.min(3, most), own }
    case 'target':
      return { form, statements: options }
    case 'quadrant':
      return { form, across: { from: first, to: second }, up: { from: third, to: fourth } }
    case 'rank':
      return { form, options }
    case 'wall':
      return { form, prompts: options }
    default:
      return form satisfies never
  }
}

/** The board refuses a line of which both ends are called the same. */
function endsDiffer(form: Form): boolean {
  if (form.form === 'line') return form.from !== form.to
  return (
    form.form !== 'quadrant' || (form.across.from !== form.across.to && form.up.from !== form.up.to)
  )
}

/** As much of somebody's words as a name on the board may have. A letter is never cut in two. */
export function labelOf(words: string): string {
  return [...words].slice(0, LABEL_CHARS).join('')
}

/** Options get plain names of their own: their words may change, and be in any script. */
function optionsOf(lines: readonly string[]): ChoiceOption[] {
  return lines.map((label, at) => ({ id: `o${at + 1}`, label }))
}
