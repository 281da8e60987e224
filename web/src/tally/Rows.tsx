import { t } from '../words/index.ts'
import { fullBar, type Row, share } from './describe.ts'
import type { Looks } from './rows.ts'

/** A row for each option: its words, its bar, its number. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  const full = fullBar(rows.map((row) => row.length))
  return (
    <ul class={`tally-rows plain ${rows.length > 8 ? 'tally-rows-many' : ''}`}>
      {rows.map((row) => (
        <li
          class={`tally-row ${row.length === 0 && row.number === row.said ? 'tally-few' : ''}`}
          key={row.id}
        >
          <span class="tally-label" dir="auto">
            {row.label}
          </span>
          <span class="tally-measure">
            <Bar row={row} full={full} />
            <span class="tally-number">
              <span aria-hidden="true">{row.number}</span>
              <span class="visually-hidden">{row.said}</span>
            </span>
          </span>
          {row.depths && <span class="tally-depths">{row.depths}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What the patterns stand for; nothing where nobody said how well they know. */
export function Legend({ rows, looks }: { rows: readonly Row[]; looks: Looks | undefined }) {
  if (!looks) return null
  const used = order.filter((look) => rows.some(({ parts }) => parts && parts[look] > 0))
  return (
    <ul class="tally-legend plain" aria-hidden="true">
      {used.map((look) => (
        <li key={look}>
          <span class={`tally-key tally-part tally-part-${look}`} />
          {t(looks === 'rings' ? `tally.rings.${look}` : `tally.legend.${look}`)}
        </li>
      ))}
    </ul>
  )
}

/** From the deepest on, since the first part of a bar is the easiest to compare. */
const order = ['tell', 'some', 'heard', 'unsaid'] as const

function Bar({ row, full }: { row: Row; full: number }) {
  const { parts, depths, length } = row
  if (!parts || !depths) {
    return (
      <span class="tally-bar" aria-hidden="true">
        <Part look="plain" people={length} full={full} />
      </span>
    )
  }
  return (
    <span class="tally-bar" aria-hidden="true">
      {order.map((look) => (
        <Part key={look} look={look} people={parts[look]} full={full} />
      ))}
    </span>
  )
}

function Part({ look, people, full }: { look: string; people: number; full: number }) {
  return (
    <span class={`tally-part tally-part-${look}`} style={{ width: `${share(people, full)}%` }} />
  )
}
