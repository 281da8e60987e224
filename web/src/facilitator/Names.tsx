import type { GuestName, Standing } from '../wire/types.ts'
import { t, type WordKey } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { privateNames } from './names.ts'
import { StandingRow } from './StandingRow.tsx'

/** The names that people gave: those that everybody reads can be hidden. */
export function Names({ desk }: { desk: Desk }) {
  const { names, guestNames } = desk.store.board
  const guests = guestNames.value
  const others = privateNames(names.value, guests)
  if (names.value.length === 0) return null
  return (
    <details class="look">
      <summary>{t('facilitator.names', { count: names.value.length })}</summary>
      <ul class="entries plain">
        {guests.map((entry) => (
          <NameEntry desk={desk} entry={entry} key={entry.guest} />
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <p class="names-others">{t('facilitator.namesForYou')}</p>
          <ul class="names plain">
            {others.map((name, at) => (
              <li key={`${name} ${at}`} dir="auto">
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

/** A name that its owner shows to everybody: shown, waiting to be shown, or hidden. */
export function NameEntry({ desk, entry }: { desk: Desk; entry: GuestName }) {
  const { guest, name, standing } = entry
  return (
    <StandingRow
      desk={desk}
      thing={{ do: 'set_name_hidden', guest }}
      words={name}
      standing={standing}
      says={t(SAYS[standing?.is ?? 'shown'])}
    />
  )
}

const SAYS: Record<Standing['is'], WordKey> = {
  shown: 'facilitator.nameOpen',
  waiting: 'facilitator.nameWaiting',
  hidden: 'facilitator.nameHidden',
}
