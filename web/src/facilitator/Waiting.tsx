import { t } from '../words/index.ts'
import type { OwnEntry } from '../wire/types.ts'
import type { Desk } from './desk.ts'
import { Entry } from './OwnEntries.tsx'
import { textsOf } from './Questions.tsx'

/** Everything that waits to be read before the others see it. */
export function Waiting({ desk }: { desk: Desk }) {
  const waiting = waitingOf(desk)
  if (waiting.length === 0) return null
  return (
    <section class="card" aria-labelledby="waiting">
      <h3 id="waiting">{t('facilitator.waitingWords', { count: waiting.length })}</h3>
      <ul class="entries plain">
        {waiting.map((entry) => (
          <Entry desk={desk} entry={entry} key={`${entry.seq} ${entry.part ?? 0}`} />
        ))}
      </ul>
    </section>
  )
}

/** Notes of stickers, and words of answers, also of the round before: it is shown beside the new. */
function waitingOf({ store }: Desk): OwnEntry[] {
  const { board } = store
  // Read so that this follows the board: stickers themselves are no signal.
  if (board.at.value === undefined) return []
  const notes = [...board.stickers.values()].flatMap(({ seq, note, note_standing }) =>
    note !== undefined && note_standing?.is === 'waiting'
      ? [{ seq, part: 1, words: note, standing: note_standing }]
      : [],
  )
  const tallies = board.finders.value.flatMap(({ tally, before }) => [tally, before])
  const words = tallies.flatMap((tally) => (tally ? textsOf(tally) : []))
  return [...notes, ...words.filter(({ standing }) => standing?.is === 'waiting')]
}
