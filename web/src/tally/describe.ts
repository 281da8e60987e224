import type { Depth, Finder, Form, KnowledgeRow, OwnEntry, Tally } from '../wire/types.ts'
import { list, t } from '../words/index.ts'

/** A row of a tally: its words, its number, and its parts where people said how well they know. */
export type Row = {
  id: string
  label: string
  people: number
  /** How well they know it, as far as they said: together `people`. */
  parts: { readonly [look in Depth | 'unsaid']: number }
  /** The parts in words; empty if nobody said. */
  depths: string
}

/** A step on the way from one end of a line to the other. */
export type Step = { label: string; people: number }

/** A tally as it is shown: in words and whole numbers, in the definition's order. */
export type Described =
  | { is: 'rows'; people: number; rows: readonly Row[]; own: readonly OwnEntry[] }
  | {
      is: 'line'
      people: number
      from: string
      to: string
      steps: readonly Step[]
      notSure: number
    }

/** Gives a tally in words; undefined if it does not belong to this finder's form. */
export function describe(finder: Finder, tally: Tally): Described | undefined {
  const { form } = finder
  if (form.form === 'knowledge' && tally.form === 'knowledge') {
    const rows = form.options.map((option) =>
      knowledgeRow(
        option.label,
        tally.options.find((row) => row.option === option.id) ?? noRow(option.id),
      ),
    )
    return { is: 'rows', people: tally.people, rows, own: tally.own }
  }
  if (form.form === 'choice' && tally.form === 'choice') {
    const count = (id: string) => tally.options.find((row) => row.option === id)?.people ?? 0
    const rows = form.options.map(({ id, label }) => plainRow(id, label, count(id)))
    return { is: 'rows', people: tally.people, rows, own: [] }
  }
  if (form.form === 'line' && tally.form === 'line') {
    return {
      is: 'line',
      people: tally.people,
      from: form.from,
      to: form.to,
      steps: tally.bins.map((people, at) => ({
        label: stepLabel(form, at, tally.bins.length),
        people,
      })),
      notSure: tally.not_sure,
    }
  }
  return undefined
}

/**
 * Gives the number of people that a full bar stands for.
 *
 * At least five, so that the first answer of all does not look like everybody's.
 */
export function fullBar(counts: readonly number[]): number {
  return Math.max(5, ...counts)
}

/** Gives a bar's length in percent of its row; someone is never nothing. */
export function share(people: number, full: number): number {
  return people === 0 ? 0 : Math.max(1.5, (100 * people) / full)
}

function knowledgeRow(label: string, row: KnowledgeRow): Row {
  const [heard, some, tell] = row.depths
  const unsaid = Math.max(0, row.people - heard - some - tell)
  const depths = [
    tell > 0 && t('tally.depth.tell', { count: tell }),
    some > 0 && t('tally.depth.some', { count: some }),
    heard > 0 && t('tally.depth.heard', { count: heard }),
  ].filter((part): part is string => part !== false)
  return {
    id: row.option,
    label,
    people: row.people,
    parts: { heard, some, tell, unsaid },
    depths: list(depths),
  }
}

function plainRow(id: string, label: string, people: number): Row {
  return { id, label, people, parts: { heard: 0, some: 0, tell: 0, unsaid: people }, depths: '' }
}

function noRow(option: string): KnowledgeRow {
  return { option, people: 0, depths: [0, 0, 0] }
}

function stepLabel(form: Extract<Form, { form: 'line' }>, at: number, count: number): string {
  if (at === 0) return t('tally.line.end', { end: form.from })
  if (at === count - 1) return t('tally.line.end', { end: form.to })
  return t('tally.line.step', { step: at + 1, count, from: form.from, to: form.to })
}
