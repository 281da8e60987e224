import type { AreaTally, Finder, Tally } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { type Described, describe, type Naming } from './describe.ts'
import { Grid } from './Grid.tsx'
import { LineSteps } from './LineSteps.tsx'
import { OwnNotes } from './OwnNotes.tsx'
import { Legend, Rows } from './Rows.tsx'
import { Wall } from './Wall.tsx'
import './tally.css'
import './tally-more.css'

/**
 * The shared picture of a tally: a list in words and numbers, with bars beside them.
 *
 * All sizes are relative to the font size around it. Rows keep the definition's order, so that
 * nothing is ranked but where people were asked to. `notes={false}` leaves out people's own
 * entries, for a page that shows them in another place. `before` is the round before, to compare.
 */
export function TallyView({
  finder,
  tally,
  before,
  byArea = [],
  frozen = false,
  size,
  notes = true,
  nameOf = (id) => id,
}: {
  finder: Finder
  tally: Tally
  before?: Tally | undefined
  byArea?: readonly AreaTally[]
  frozen?: boolean
  size: 'phone' | 'display'
  notes?: boolean
  nameOf?: Naming
}) {
  const shown = describe(finder, tally, nameOf)
  if (!shown) return null
  const earlier = before && describe(finder, before, nameOf)
  return (
    <div class={`tally tally-${size} ${byArea.length > 0 ? 'tally-split' : ''}`}>
      <div class="tally-head">
        {shown.people !== null && shown.is !== 'wall' && (
          <p class="tally-people">{t('tally.people', { count: shown.people })}</p>
        )}
        {shown.people === null && withheld(finder) && (
          <p class="tally-people">{t('tally.withheld', { count: finder.threshold })}</p>
        )}
        {shown.is === 'rows' && <Legend rows={shown.rows} looks={shown.looks} />}
      </div>
      {frozen && <p class="tally-frozen">{t('tally.frozen')}</p>}
      {earlier && <p class="tally-round">{t('tally.now')}</p>}
      <Picture shown={shown} notes={notes} threshold={finder.threshold} />
      {earlier && (
        <div class="tally-before">
          <p class="tally-round">{t('tally.before')}</p>
          <Picture shown={earlier} notes={false} threshold={finder.threshold} />
        </div>
      )}
      {byArea.length > 0 && (
        <div class="tally-areas">
          {byArea.map(({ area, tally: here }) => (
            <ByArea
              key={area}
              name={nameOf(area)}
              shown={describe(finder, here, nameOf)}
              threshold={finder.threshold}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function withheld({ threshold, form }: Finder): boolean {
  return threshold > 1 && form.form !== 'wall'
}

function Picture({
  shown,
  notes,
  threshold,
}: {
  shown: Described
  notes: boolean
  threshold: number
}) {
  switch (shown.is) {
    case 'rows':
      return (
        <>
          <Rows rows={shown.rows} />
          {notes && <OwnNotes own={shown.own} />}
        </>
      )
    case 'line':
      return <LineSteps line={shown} threshold={threshold} />
    case 'grid':
      return <Grid grid={shown} threshold={threshold} />
    case 'wall':
      return <Wall wall={shown} />
    default:
      return shown satisfies never
  }
}

/** What the people of one study area said, as far as enough of them said it. */
function ByArea({
  name,
  shown,
  threshold,
}: {
  name: string
  shown: Described | undefined
  threshold: number
}) {
  const told = shown && toldOf(shown)
  if (!told) return null
  return (
    <div class="tally-area" role="group" aria-label={t('tally.ofArea', { area: name })}>
      <p class="tally-round">{t('tally.ofArea', { area: name })}</p>
      <Picture shown={told} notes={false} threshold={threshold} />
    </div>
  )
}

/** A row that nobody may be told of is left out; of a picture with nothing in it, there is none. */
function toldOf(shown: Described): Described | undefined {
  const some = (counts: readonly (number | null)[]) => counts.some((count) => (count ?? 0) > 0)
  switch (shown.is) {
    case 'rows': {
      const rows = shown.rows.filter(({ length }) => length > 0)
      return rows.length > 0 ? { ...shown, rows } : undefined
    }
    case 'line':
      return some([...shown.steps.map(({ people }) => people), shown.notSure]) ? shown : undefined
    case 'grid':
      return some([...shown.cells.map(({ people }) => people), shown.notSure]) ? shown : undefined
    case 'wall':
      return undefined
    default:
      return shown satisfies never
  }
}
