/** One line of the table of budgets. */
export type Row = { what: string; budget: number; measured: number; unit: string }

/** Gives rows as a table for the terminal, the measured beside the budget. */
export function asTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, budget, measured, unit }) => [
    what,
    `${figure(budget)} ${unit}`,
    `${figure(measured)} ${unit}`,
    measured <= budget ? 'kept' : 'over',
  ])
  const all = [['what', 'budget', 'measured', ''], ...cells]
  const widths = [0, 1, 2, 3].map((at) => Math.max(...all.map((row) => row[at]?.length ?? 0)))
  const lines = all.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  return lines.join('\n')
}

function figure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 2 : 0 })
}
