import type { Form, KnowledgeRow, OwnEntry, RankRow, Tally, TargetRow } from '../wire/types.ts'
import { list, n, t } from '../words/index.ts'
import type { Naming, Row } from './describe.ts'

/** What the parts of the bars stand for, from the first on. */
export type Looks = 'depths' | 'rings'

/** The tallies that are shown as rows of bars. */
export type Bars = { rows: readonly Row[]; own: readonly OwnEntry[]; looks: Looks | undefined }

/** Gives a tally's rows; undefined if it is shown in another way. */
export function rowsOf(
  form: Form,
  tally: Tally,
  threshold: number,
  nameOf: Naming,
): Bars | undefined {
  const bars = (rows: Row[], own: readonly OwnEntry[] = [], looks?: Looks): Bars => ({
    rows,
    own,
    looks: looks && rows.some(({ depths }) => depths) ? looks : undefined,
  })
  if (form.form === 'knowledge' && tally.form === 'knowledge') {
    const found = (id: string) => tally.options.find(({ option }) => option === id)
    const row = ({ id, label }: Named) => knowledgeRow(label, found(id) ?? noRow(id), threshold)
    return bars(form.options.map(row), tally.own, 'depths')
  }
  if (form.form === 'choice' && tally.form === 'choice') {
    const found = (id: string) => tally.options.find(({ option }) => option === id)
    const row = ({ id, label }: Named) => counted(id, label, found(id)?.people ?? null, threshold)
    return bars(form.options.map(row))
  }
  if (form.form === 'words' && tally.form === 'words') {
    const found = (id: string) => tally.bank.find(({ option }) => option === id)
    const bank = form.bank.map(({ id, label }) =>
      counted(id, label, found(id)?.people ?? null, threshold),
    )
    const own = tally.own
      .filter(({ standing }) => !standing)
      .map(({ seq, part = 0, words, people }) =>
        counted(`own ${seq} ${part}`, words, people, threshold),
      )
    return bars([...bank, ...own])
  }
  if (form.form === 'dots' && tally.form === 'dots') {
    const name = (id: string) => form.options.find((one) => one.id === id)?.label ?? nameOf(id)
    return bars(tally.options.map((row) => dotsRow(name(row.option), row, threshold)))
  }
  if (form.form === 'target' && tally.form === 'target') {
    const label = (id: string) => form.statements.find((one) => one.id === id)?.label ?? id
    return bars(
      tally.statements.map((row) => targetRow(label(row.option), row, threshold)),
      [],
      'rings',
    )
  }
  if (form.form === 'rank' && tally.form === 'rank') {
    const label = (id: string) => form.options.find((one) => one.id === id)?.label ?? id
    const most = tally.options.length
    const placed = [...tally.options].sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
    return bars(placed.map((row) => rankRow(label(row.option), row, most)))
  }
  return undefined
}

type Named = { id: string; label: string }

/** A plain row: a bar as long as people are many, or that there are too few to say. */
function counted(id: string, label: string, people: number | null, threshold: number): Row {
  if (people === null) return tooFew(id, label, threshold)
  const [number, said] = [n(people), t('tally.count', { count: people })]
  return { id, label, people, length: people, number, said, depths: '' }
}

function tooFew(id: string, label: string, threshold: number): Row {
  const said = t('tally.fewer', { count: threshold })
  return { id, label, people: null, length: 0, number: said, said, depths: '' }
}

function knowledgeRow(label: string, row: KnowledgeRow, threshold: number): Row {
  const plain = counted(row.option, label, row.people, threshold)
  const [heard, some, tell] = row.depths.map((depth) => depth ?? 0) as [number, number, number]
  const unsaid = Math.max(0, (row.people ?? 0) - heard - some - tell)
  const depths = [
    tell > 0 && t('tally.depth.tell', { count: tell }),
    some > 0 && t('tally.depth.some', { count: some }),
    heard > 0 && t('tally.depth.heard', { count: heard }),
  ].filter((part): part is string => part !== false)
  return { ...plain, parts: { heard, some, tell, unsaid }, depths: list(depths) }
}

function noRow(option: string): KnowledgeRow {
  return { option, people: null, depths: [null, null, null] }
}

function dotsRow(
  label: string,
  { option, dots, people }: { option: string; dots: number | null; people: number | null },
  threshold: number,
): Row {
  if (dots === null) return tooFew(option, label, threshold)
  const said = t('tally.dots', { count: dots })
  return { id: option, label, people, length: dots, number: n(dots), said, depths: '' }
}

/** The bar is made of the rings, the middle first. */
function targetRow(label: string, { option, people, rings }: TargetRow, threshold: number): Row {
  const [tell = 0, some = 0, heard = 0, unsaid = 0] = rings.map((ring) => ring ?? 0)
  const all = tell + some + heard + unsaid
  const row = people === null && all === 0 ? tooFew(option, label, threshold) : undefined
  const words = rings.map((ring, at) =>
    ring === null || ring === 0 ? '' : t(`tally.ring.${at as 0 | 1 | 2 | 3}`, { count: ring }),
  )
  const depths = list(words.filter(Boolean))
  const number = people === null ? '' : n(people)
  const said = people === null ? depths : t('tally.count', { count: people })
  const plain = row ?? { id: option, label, people, length: all, number, said, depths }
  return { ...plain, parts: { tell, some, heard, unsaid } }
}

/** The higher in the order of all together, the longer the bar. */
function rankRow(label: string, { option, place, places }: RankRow, most: number): Row {
  const said = place === null ? '' : t('tally.place', { place })
  const first = places[0] ?? 0
  const depths = first > 0 ? t('tally.first', { count: first }) : ''
  const length = place === null ? 0 : most - place + 1
  return { id: option, label, people: null, length, number: said, said, depths }
}
