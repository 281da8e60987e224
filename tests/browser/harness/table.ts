/** One line of a table of measurements: at most the budget is wanted, or at least so much. */
export type Row = { what: string; budget: number; measured: number; unit: string; least?: boolean }

/** Says whether what was measured is what was wanted. What could not be measured is not. */
export function isKept({ budget, measured, least }: Row): boolean {
  return least ? measured >= budget : measured <= budget
}

/** Gives rows as a table for the terminal, the measured beside the budget, and what came of it. */
export function asTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${row.least ? 'at least ' : ''}${figure(row.budget)} ${row.unit}`,
    `${figure(row.measured)} ${row.unit}`,
    isKept(row) ? 'kept' : row.least ? 'under' : 'over',
  ])
  const all = [['what', 'budget', 'measured', ''], ...cells]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  const lines = all.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  return `${lines.join('\n')}\n\n${verdict(rows)}`
}

/** Gives rows as JSON, each with what came of it. */
export function asJson(rows: readonly Row[]): string {
  return `${JSON.stringify(
    rows.map((row) => ({ ...row, kept: isKept(row) })),
    null,
    2,
  )}\n`
}

function verdict(rows: readonly Row[]): string {
  const missed = rows.filter((row) => !isKept(row)).map(({ what }) => what)
  if (missed.length === 0) return `All ${rows.length} kept.`
  return `${rows.length - missed.length} of ${rows.length} kept. Not kept: ${missed.join('; ')}.`
}

function figure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 2 : 0 })
}
