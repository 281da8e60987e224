import type { NewBoard, StartOffer, StepOffer } from '../../wire/types.ts'
import { draftOf, isGood, type KindDraft, legendOf, used } from './legend.ts'

/** A step of the agenda as it stands in the form. */
export type StepDraft = {
  step: StepOffer
  /** Whether the new board goes without it. */
  out: boolean
}

/** A new board as it stands in the form. */
export type Draft = {
  title: string
  start: StartOffer['start']
  places: 'all' | 'some' | 'file'
  areas: ReadonlySet<string>
  /** The text of the chosen file. */
  file: { name: string; text: string } | undefined
  /** In the order of its legend. */
  kinds: readonly KindDraft[]
  /** In the order of its agenda. */
  steps: readonly StepDraft[]
}

/** A question that still needs an answer. */
export type Lack = 'title' | 'places' | 'kinds' | 'kind'

/** What the form begins with: all that the first start has. */
export function emptyDraft(offer: StartOffer): Draft {
  const draft = { title: '', places: 'all' as const, areas: new Set<string>(), file: undefined }
  return { ...draft, ...begun(offer) }
}

/** What the form has of a start. */
export function begun({
  start,
  kinds,
  agenda,
}: StartOffer): Pick<Draft, 'start' | 'kinds' | 'steps'> {
  const steps = agenda.map((step) => ({ step, out: false }))
  return { start, kinds: kinds.map(draftOf), steps }
}

/** Gives which questions still need an answer. */
export function missing(draft: Draft): Lack[] {
  const { title, places, areas, file } = draft
  const kinds = used(draft.kinds)
  const noPlaces = (places === 'some' && areas.size === 0) || (places === 'file' && !file)
  const lacks: [Lack, boolean][] = [
    ['title', title.trim() === ''],
    ['places', noPlaces],
    ['kinds', kinds.length === 0],
    ['kind', !kinds.every((kind) => isGood(kind, kinds))],
  ]
  return lacks.flatMap(([lack, is]) => (is ? [lack] : []))
}

/** Gives what the server is asked for: only what differs from the first start. */
export function wishesOf(draft: Draft, offer: StartOffer, isFirst: boolean): NewBoard {
  const { title, places, areas, file, steps } = draft
  const kinds = legendOf(draft.kinds, offer.kinds)
  const chosen = steps.flatMap(({ step, out }) => (out ? [] : [step.id]))
  const all =
    chosen.length === offer.agenda.length && offer.agenda.every(({ id }, at) => id === chosen[at])
  return {
    title: title.trim(),
    ...(isFirst ? {} : { start: offer.start }),
    ...(places === 'some' ? { areas: [...areas] } : {}),
    ...(places === 'file' && file ? { geojson: file.text } : {}),
    ...(kinds ? { kinds } : {}),
    ...(all ? {} : chosen.length > 0 ? { activities: chosen } : { without_agenda: true }),
  }
}
