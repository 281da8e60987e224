import type { Finder, Tally } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { describe } from './describe.ts'
import { LineSteps } from './LineSteps.tsx'
import { OwnNotes } from './OwnNotes.tsx'
import { Legend, Rows } from './Rows.tsx'
import './tally.css'

/**
 * The shared picture of a tally: a list in words and numbers, with bars beside them.
 *
 * All sizes are relative to the font size around it. Rows keep the definition's order, so that
 * nothing is ranked. `notes={false}` leaves out people's own entries, for a page that shows them in
 * another place.
 */
export function TallyView({
  finder,
  tally,
  size,
  notes = true,
}: {
  finder: Finder
  tally: Tally
  size: 'phone' | 'display'
  notes?: boolean
}) {
  const shown = describe(finder, tally)
  if (!shown) return null
  return (
    <div class={`tally tally-${size}`}>
      <div class="tally-head">
        <p class="tally-people">{t('tally.people', { count: shown.people })}</p>
        {shown.is === 'rows' && <Legend rows={shown.rows} />}
      </div>
      {shown.is === 'rows' ? <Rows rows={shown.rows} /> : <LineSteps line={shown} />}
      {shown.is === 'rows' && notes && <OwnNotes own={shown.own} />}
    </div>
  )
}
