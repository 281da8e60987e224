import { count, each, flag, maybe, object, orNull, text } from './check.ts'
import type { Activity, Call, Handled, Timer } from './types.ts'

const activity = object<Activity>({
  id: text,
  kind: text,
  title: text,
  text: maybe(text),
  finder: maybe(text),
  area: maybe(text),
  minutes: maybe(count),
  approval: maybe(flag),
  skipped: maybe(flag),
  state: text,
  notes: maybe(text),
})

/** Where the workshop stands. */
export const agendaFields = {
  activities: each(activity),
  now: orNull(text),
  stickers_closed: maybe(flag),
}

/** The time that an activity has. */
export const timer = object<Timer>({ started_ms: count, length_ms: count })

/** An invitation to come to where the board is. */
export const call = object<Call>({ rev: count, at_ms: count })

/** What a facilitator did to somebody's thing. */
export const handledFields = {
  rev: count,
  at_ms: count,
  deed: text,
  to: text,
  reason: maybe(text),
  ends: maybe(count),
} satisfies Record<keyof Handled, unknown>
