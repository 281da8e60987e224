import type { ComponentChildren } from 'preact'
import type { Standing } from '../wire/types.ts'
import type { Desk } from './desk.ts'
import { type Hideable, HideButton } from './HideButton.tsx'

/** Something that somebody wrote: shown, waiting to be shown, or hidden; each can be changed. */
export function StandingRow({
  desk,
  thing,
  words,
  standing,
  says,
  children,
}: {
  desk: Desk
  thing: Hideable
  words: string
  /** None where everybody reads it, as far as the facilitator says. */
  standing: Standing | undefined
  /** How it stands, in words. */
  says: string | undefined
  /** More buttons. */
  children?: ComponentChildren
}) {
  return (
    <li class={`entry entry-wraps ${standing?.is === 'hidden' ? 'entry-hidden' : ''}`}>
      <p class="entry-words">
        <bdi>{words}</bdi>
        {says && <span class={standing ? 'entry-state' : 'entry-open'}>{says}</span>}
      </p>
      <div class="row">
        {standing?.is === 'waiting' && (
          <HideButton desk={desk} thing={thing} hidden what={words} fresh />
        )}
        <HideButton desk={desk} thing={thing} hidden={standing?.is === 'hidden'} what={words} />
        {children}
      </div>
    </li>
  )
}
