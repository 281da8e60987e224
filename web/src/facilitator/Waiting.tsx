import { t } from '../words/index.ts'
import type { OwnEntry, Standing } from '../wire/types.ts'
import type { Desk } from './desk.ts'
import { NameEntry } from './Names.tsx'
import { Entry } from './OwnEntries.tsx'
import { textsOn } from './texts.ts'

/** Everything that waits to be read before the others see it. */
export function Waiting({ desk }: { desk: Desk }) {
  const waiting = waitingOf(desk)
  const names = desk.store.board.guestNames.value.filter(({ standing }) => waits(standing))
  const count = waiting.length + names.length
  if (count === 0) return null
  return (
    <section class="card" aria-labelledby="waiting">
      <h3 id="waiting">{t('facilitator.waitingWords', { count })}</h3>
      <ul class="entries plain">
        {names.map((one) => (
          <NameEntry desk={desk} entry={one} key={one.guest} />
        ))}
        {waiting.map((entry) => (
          <Entry desk={desk} entry={entry} key={`${entry.seq} ${entry.part ?? 0}`} />
        ))}
      </ul>
    </section>
  )
}

function waitingOf({ store }: Desk): OwnEntry[] {
  const { board } = store
  // Read so that this follows the board: stickers themselves are no signal.
  if (board.at.value === undefined) return []
  return textsOn(board).filter(({ standing }) => waits(standing))
}

function waits(standing: Standing | undefined): boolean {
  return standing?.is === 'waiting'
}
