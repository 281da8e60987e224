import type { Activity } from '../wire/types.ts'

/**
 * Gives an activity as it is to be saved; undefined if it is gone from the agenda. Whether people
 * can use it is not in the form: another facilitator may have changed that since it was opened.
 */
export function edited(
  draft: Activity,
  agenda: readonly Activity[],
  isNew: boolean,
): Activity | undefined {
  if (isNew) return whole(draft)
  const now = agenda.find(({ id }) => id === draft.id)
  if (!now) return undefined
  const { skipped: _, ...rest } = draft
  return whole({ ...rest, state: now.state, ...(now.skipped ? { skipped: true } : {}) })
}

/** Leaves out what was left empty. */
function whole({ text, notes, finder, area, minutes, approval, ...rest }: Activity): Activity {
  return {
    ...rest,
    ...(text?.trim() ? { text } : {}),
    ...(notes?.trim() ? { notes } : {}),
    ...(finder ? { finder } : {}),
    ...(area ? { area } : {}),
    ...(minutes ? { minutes } : {}),
    ...(approval ? { approval } : {}),
  }
}
