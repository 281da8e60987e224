import type { OwnEntry } from '../wire/types.ts'
import { t } from '../words/index.ts'
import './tally.css'

/** What people added in their own words, as slips of paper, without those that are hidden. */
export function OwnNotes({ own }: { own: readonly OwnEntry[] }) {
  const shown = own.filter((entry) => !entry.standing)
  if (shown.length === 0) return null
  return (
    <section class="tally-own">
      <h3 class="tally-own-heading">{t('tally.own')}</h3>
      <ul class="slips plain">
        {shown.map((entry) => (
          <li
            class={`slip slip-${entry.seq % 4}`}
            key={`${entry.seq} ${entry.part ?? 0}`}
            dir="auto"
          >
            {entry.words}
          </li>
        ))}
      </ul>
    </section>
  )
}
