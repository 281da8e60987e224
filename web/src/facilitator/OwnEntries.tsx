import type { OwnEntry } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { HideButton } from './HideButton.tsx'

/** What people added in their own words, each to be hidden or shown again. */
export function OwnEntries({ desk, own }: { desk: Desk; own: readonly OwnEntry[] }) {
  if (own.length === 0) return null
  return (
    <>
      <h4 class="own-heading">{t('tally.own')}</h4>
      <ul class="entries plain">
        {own.map(({ seq, words, hidden = false }) => (
          <li class={`entry ${hidden ? 'entry-hidden' : ''}`} key={seq}>
            <p class="entry-words">
              <bdi>{words}</bdi>
              {hidden && <span class="entry-state">{t('facilitator.isHiddenWords')}</span>}
            </p>
            <HideButton desk={desk} seq={seq} hidden={hidden} what={words} />
          </li>
        ))}
      </ul>
    </>
  )
}
