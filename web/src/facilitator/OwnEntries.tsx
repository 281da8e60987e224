import type { OwnEntry } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { MuteButton } from './MuteButton.tsx'
import { StandingRow } from './StandingRow.tsx'

/** What people added in their own words, each to be hidden or shown again. */
export function OwnEntries({
  desk,
  own,
  before = false,
}: {
  desk: Desk
  own: readonly OwnEntry[]
  /** They are of the round before. */
  before?: boolean
}) {
  if (own.length === 0) return null
  return (
    <>
      <h4 class="own-heading">{t(before ? 'facilitator.ownBefore' : 'tally.own')}</h4>
      <ul class="entries plain">
        {own.map((entry) => (
          <Entry desk={desk} entry={entry} key={`${entry.seq} ${entry.part ?? 0}`} />
        ))}
      </ul>
    </>
  )
}

/** Somebody's words: shown, waiting to be shown, or hidden. */
export function Entry({ desk, entry }: { desk: Desk; entry: OwnEntry }) {
  const { seq, part = 0, words, standing } = entry
  const waits = standing?.is === 'waiting'
  return (
    <StandingRow
      desk={desk}
      thing={{ do: 'set_hidden', seq, ...(part ? { part } : {}) }}
      words={words}
      standing={standing}
      says={standing && t(waits ? 'facilitator.isWaiting' : 'facilitator.isHiddenWords')}
    >
      <MuteButton desk={desk} seq={seq} part={part} muted={entry.muted === true} what={words} />
    </StandingRow>
  )
}
