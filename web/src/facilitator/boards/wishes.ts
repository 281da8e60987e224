import type { Definition, NewBoard } from '../../wire/types.ts'

/** A new board as it stands in the form. */
export type Draft = {
  title: string
  places: 'all' | 'some' | 'file'
  areas: ReadonlySet<string>
  /** The text of the chosen file. */
  file: { name: string; text: string } | undefined
  kinds: ReadonlySet<string>
  agenda: boolean
}

/** What the form begins with: all that the template has. */
export function emptyDraft({ kinds }: Definition): Draft {
  const all = new Set(kinds.map(({ id }) => id))
  return { title: '', places: 'all', areas: new Set(), file: undefined, kinds: all, agenda: true }
}

/** Gives which questions still need an answer. */
export function missing(draft: Draft): ('title' | 'places' | 'kinds')[] {
  const { title, places, areas, file, kinds } = draft
  const noPlaces = (places === 'some' && areas.size === 0) || (places === 'file' && !file)
  return [
    ...(title.trim() ? [] : ['title' as const]),
    ...(noPlaces ? ['places' as const] : []),
    ...(kinds.size === 0 ? ['kinds' as const] : []),
  ]
}

/** Gives what the server is asked for: only what differs from the template. */
export function wishesOf(draft: Draft, { kinds }: Definition): NewBoard {
  const { title, places, areas, file, agenda } = draft
  return {
    title: title.trim(),
    ...(places === 'some' ? { areas: [...areas] } : {}),
    ...(places === 'file' && file ? { geojson: file.text } : {}),
    ...(draft.kinds.size < kinds.length ? { kinds: [...draft.kinds] } : {}),
    ...(agenda ? {} : { without_agenda: true }),
  }
}
