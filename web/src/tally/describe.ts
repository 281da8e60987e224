import type { Depth, Finder, Form, OwnEntry, Tally } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { type Looks, rowsOf } from './rows.ts'

/** A row of a tally: its words, its number, and its parts where people said how well they know. */
export type Row = {
  id: string
  label: string
  /** How many, as far as it may be told: null is 'fewer than the threshold'. */
  people: number | null
  /** How long the bar is, in the same measure for all rows. */
  length: number
  /** What is written beside the bar. */
  number: string
  /** The same, read aloud. */
  said: string
  /** How the bar is made up; undefined for a plain one. */
  parts?: { readonly [look in Depth | 'unsaid']: number }
  /** The parts in words, or more about the row; empty if there is nothing to say. */
  depths: string
}

/** A step on the way from one end of a line to the other. */
export type Step = { label: string; people: number | null }

/** A tally as it is shown: in words and whole numbers, in the definition's order. */
export type Described = { people: number | null } & (
  | { is: 'rows'; rows: readonly Row[]; own: readonly OwnEntry[]; looks: Looks | undefined }
  | { is: 'line'; from: string; to: string; steps: readonly Step[]; notSure: number | null }
  | { is: 'grid'; side: number; cells: readonly Step[]; ends: Ends; notSure: number | null }
  | { is: 'wall'; prompts: readonly { id: string; label: string; notes: readonly OwnEntry[] }[] }
)

/** What the four sides of a quadrant are called. */
export type Ends = { left: string; right: string; bottom: string; top: string }

/** Names an option of a form by its id. */
export type Naming = (id: string) => string

/**
 * Gives a tally in words; undefined if it does not belong to this finder's form. `nameOf` names
 * what the form does not: study areas that got dots.
 */
export function describe(
  { form, threshold }: Finder,
  tally: Tally,
  nameOf: Naming = (id) => id,
): Described | undefined {
  const { people } = tally
  const rows = rowsOf(form, tally, threshold, nameOf)
  if (rows) return { is: 'rows', people, ...rows }
  if (form.form === 'line' && tally.form === 'line') {
    const step = (count: number | null, at: number) => ({
      label: stepLabel(form, at, tally.bins.length),
      people: count,
    })
    const { from, to } = form
    return { is: 'line', people, from, to, steps: tally.bins.map(step), notSure: tally.not_sure }
  }
  if (form.form === 'quadrant' && tally.form === 'quadrant') {
    const { across, up } = form
    const ends = { left: across.from, right: across.to, bottom: up.from, top: up.to }
    const { side, not_sure: notSure } = tally
    const cells = tally.cells.map((count, at) => ({
      label: cellLabel(ends, at, side),
      people: count,
    }))
    return { is: 'grid', people, side, cells, ends, notSure }
  }
  if (form.form === 'wall' && tally.form === 'wall') {
    const notes = (id: string) => tally.prompts.find(({ prompt }) => prompt === id)?.notes ?? []
    const prompts = form.prompts.map(({ id, label }) => ({ id, label, notes: notes(id) }))
    return { is: 'wall', people, prompts }
  }
  return undefined
}

/**
 * Gives the number of people that a full bar stands for.
 *
 * At least five, so that the first answer of all does not look like everybody's.
 */
export function fullBar(counts: readonly (number | null)[]): number {
  return Math.max(5, ...counts.map((count) => count ?? 0))
}

/** Gives a bar's length in percent of its row; someone is never nothing. */
export function share(people: number, full: number): number {
  return people === 0 ? 0 : Math.max(1.5, (100 * people) / full)
}

/** Says whether there is anything to read in a tally: a count, an order or a note. */
export function tells(shown: Described): boolean {
  const counts = (steps: readonly Step[]) => steps.some(({ people }) => (people ?? 0) > 0)
  switch (shown.is) {
    case 'rows':
      return shown.rows.some(({ length }) => length > 0)
    case 'line':
      return counts(shown.steps) || (shown.notSure ?? 0) > 0
    case 'grid':
      return counts(shown.cells) || (shown.notSure ?? 0) > 0
    case 'wall':
      return shown.prompts.some(({ notes }) => notes.length > 0)
    default:
      return shown satisfies never
  }
}

function stepLabel(form: Extract<Form, { form: 'line' }>, at: number, count: number): string {
  if (at === 0) return t('tally.line.end', { end: form.from })
  if (at === count - 1) return t('tally.line.end', { end: form.to })
  return t('tally.line.step', { step: at + 1, count, from: form.from, to: form.to })
}

function cellLabel({ left, right, bottom, top }: Ends, at: number, side: number): string {
  const across = at % side < side / 2 ? left : right
  const up = Math.floor(at / side) < side / 2 ? bottom : top
  return t('tally.grid.cell', {
    across,
    up,
    column: (at % side) + 1,
    row: Math.floor(at / side) + 1,
  })
}
