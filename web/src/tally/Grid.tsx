import { n, t } from '../words/index.ts'
import type { Described } from './describe.ts'

type GridOf = Extract<Described, { is: 'grid' }>

/** Where people stand between two pairs of ends: the more, the darker, with its number. */
export function Grid({ grid, threshold }: { grid: GridOf; threshold: number }) {
  const { side, cells, ends, notSure } = grid
  const most = Math.max(1, ...cells.map(({ people }) => people ?? 0))
  // From the top down, as it is drawn.
  const rows = Array.from({ length: side }, (_, row) => {
    const from = (side - 1 - row) * side
    return cells.slice(from, from + side)
  })
  return (
    <div class="tally-grid">
      <p class="tally-grid-end tally-grid-top">{ends.top}</p>
      <div class="tally-grid-middle">
        <p class="tally-grid-end tally-grid-left">{ends.left}</p>
        <div class="tally-grid-cells">
          {rows.map((row, at) => (
            <div class="tally-grid-row" key={at}>
              {row.map(({ label, people }) => (
                <span class={`tally-cell tally-cell-${shade(people, most)}`} key={label}>
                  <span class="visually-hidden">{said(label, people, threshold)}</span>
                  <span aria-hidden="true">
                    {people === null ? '·' : people > 0 ? n(people) : ''}
                  </span>
                </span>
              ))}
            </div>
          ))}
        </div>
        <p class="tally-grid-end tally-grid-right">{ends.right}</p>
      </div>
      <p class="tally-grid-end tally-grid-bottom">{ends.bottom}</p>
      <p class="tally-grid-unsure">{said(t('tally.notSure'), notSure, threshold)}</p>
    </div>
  )
}

/** Five shades, by share of the fullest cell. */
function shade(people: number | null, most: number): string {
  if (people === null) return 'withheld'
  return people === 0 ? '0' : String(Math.max(1, Math.ceil((4 * people) / most)))
}

function said(place: string, people: number | null, threshold: number): string {
  return people === null
    ? t('tally.line.fewer', { place, count: threshold })
    : t('tally.line.count', { place, count: people })
}
