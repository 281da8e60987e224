import { t } from '../words/index.ts'
import { fullBar, type Row, share } from './describe.ts'

/** A row for each option: its words, its bar, its number. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  const full = fullBar(rows.map((row) => row.people))
  return (
    <ul class={`tally-rows plain ${rows.length > 8 ? 'tally-rows-many' : ''}`}>
      {rows.map((row) => (
        <li class="tally-row" key={row.id}>
          <span class="tally-label" dir="auto">
            {row.label}
          </span>
          <span class="tally-measure">
            <Bar row={row} full={full} />
            <span class="tally-number">
              <span aria-hidden="true">{t('tally.number', { count: row.people })}</span>
              <span class="visually-hidden">{t('tally.count', { count: row.people })}</span>
            </span>
          </span>
          {row.depths && <span class="tally-depths">{row.depths}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What the patterns stand for; nothing where nobody said how well they know. */
export function Legend({ rows }: { rows: readonly Row[] }) {
  if (!rows.some((row) => row.depths)) return null
  const used = order.filter((look) => rows.some((row) => row.parts[look] > 0))
  return (
    <ul class="tally-legend plain" aria-hidden="true">
      {used.map((look) => (
        <li key={look}>
          <span class={`tally-key tally-part tally-part-${look}`} />
          {t(`tally.legend.${look}`)}
        </li>
      ))}
    </ul>
  )
}

/** From the deepest on, since the first part of a bar is the easiest to compare. */
const order = ['tell', 'some', 'heard', 'unsaid'] as const

function Bar({ row, full }: { row: Row; full: number }) {
  if (!row.depths) {
    return (
      <span class="tally-bar" aria-hidden="true">
        <Part look="plain" people={row.people} full={full} />
      </span>
    )
  }
  return (
    <span class="tally-bar" aria-hidden="true">
      {order.map((look) => (
        <Part key={look} look={look} people={row.parts[look]} full={full} />
      ))}
    </span>
  )
}

function Part({ look, people, full }: { look: string; people: number; full: number }) {
  return (
    <span class={`tally-part tally-part-${look}`} style={{ width: `${share(people, full)}%` }} />
  )
}
