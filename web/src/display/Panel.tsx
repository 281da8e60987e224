import type { Counts } from '../store/index.ts'
import { describe, tells } from '../tally/describe.ts'
import { TallyView } from '../tally/TallyView.tsx'
import type { Activity, Area, Definition, Finder, FinderView, StickerView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { useFit } from './fit.ts'
import { Join, type JoinLink, KindCounts, Slips } from './parts.tsx'
import { kindsIn, places } from './places.ts'
import type { Scene } from './scene.ts'

/** What the words of a scene are made from. */
export type PanelProps = {
  definition: Definition
  scene: Scene
  counts: Counts
  finders: readonly FinderView[]
  /** Stickers with words in the area that is shown, the newest first. */
  notes: readonly StickerView[]
  /** Unknown until the server has said hello. */
  link: JoinLink | undefined
  /** Every question that this page knows the words of. */
  questions: readonly Finder[]
  /** Read from a hand's distance, not across a room. */
  near: boolean
  /** Who wants everybody to know that they are here. */
  guests: readonly string[]
  /** What the board is doing, if it has an agenda. */
  activity: Activity | undefined
}

/** Longer words than these take a wider column beside the map, in characters. */
const LONG_WORDS = 120

/** Whether what everybody reads in this step needs more room beside the map. */
export function isLong(activity: Activity | undefined): boolean {
  return (activity?.text?.length ?? 0) > LONG_WORDS
}

/** The words beside the map, one face for each scene. */
export function Panel(props: PanelProps) {
  const { definition, scene, questions, near, activity } = props
  switch (scene.is) {
    case 'gathering':
      return <Gathering {...props} />
    case 'map':
      return <Totals {...props} />
    case 'area': {
      const area = definition.areas.find((one) => one.id === scene.area)
      return area ? <ShownArea {...props} area={area} /> : <Totals {...props} />
    }
    case 'question': {
      const finder = finderOf(questions, scene.finder)
      const said = saidWith(finder, activity)
      return finder ? <Question {...{ finder, said }} /> : <Totals {...props} />
    }
    case 'tally': {
      const finder = finderOf(questions, scene.finder)
      const said = saidWith(finder, activity)
      return finder ? (
        <Answers {...{ finder, scene, definition, near, said }} />
      ) : (
        <Totals {...props} />
      )
    }
    case 'activity':
      return <Doing activity={scene.activity} />
    case 'ended':
      return <Thanks {...props} />
    default:
      return scene satisfies never
  }
}

function Gathering(props: PanelProps) {
  const { definition, link, guests, finders, questions, activity, near } = props
  const view = finders.find(({ id }) => id === activity?.finder)
  const finder = view && finderOf(questions, view)
  const described = finder && view.tally && describe(finder, view.tally)
  const tally = described && tells(described) ? view.tally : undefined
  // Once people put stickers, the welcome is over.
  const placing = activity?.kind === 'stickers'
  const said = activity?.text
  return (
    <div class="panel">
      <div class="panel-fit" ref={useFit<HTMLDivElement>()}>
        <h1 class="panel-heading">{placing ? activity.title : definition.welcome.heading}</h1>
        {said && <p class="panel-text">{said}</p>}
        {finder && tally ? (
          <>
            <p class="panel-text">{finder.question}</p>
            <TallyView
              finder={finder}
              tally={tally}
              byArea={[]}
              frozen={false}
              size={near ? 'phone' : 'display'}
              notes={false}
              nameOf={(id) => id}
            />
          </>
        ) : (
          // Both would be too small to be read from the back.
          !said && <p class="panel-text">{definition.welcome.text}</p>
        )}
        {guests.length > 0 && (
          <>
            <h2 class="panel-small-heading">{t('display.guests')}</h2>
            <p class="panel-guests">
              {guests.map((name) => (
                <bdi class="panel-guest" key={name}>
                  {name}
                </bdi>
              ))}
            </p>
          </>
        )}
      </div>
      {link && <Join link={link} big />}
    </div>
  )
}

function Totals({ definition, counts, activity }: PanelProps) {
  const busiest = places(definition, counts)
  const said = activity?.text
  return (
    <div class="panel">
      {activity && said ? (
        <div class="panel-said" ref={useFit<HTMLDivElement>()}>
          <h1 class="panel-step">{activity.title}</h1>
          <p>{said}</p>
        </div>
      ) : (
        <h1 class="visually-hidden">{definition.title}</h1>
      )}
      <KindCounts definition={definition} counts={counts.kinds} row={isLong(activity)} />
      {busiest.length > 0 && (
        <>
          <h2 class="panel-small-heading">{t('display.places')}</h2>
          <ol class="places plain">
            {busiest.map(({ area, count }) => (
              <li class="place" key={area.id}>
                <span class="place-name" dir="auto">
                  {area.name}
                </span>
                <span class="place-count">{t('display.number.more', { count })}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

function ShownArea({ definition, counts, notes, area }: PanelProps & { area: Area }) {
  const type = definition.area_types.find((one) => one.id === area.type)
  return (
    <div class="panel" ref={useFit<HTMLDivElement>()}>
      <h1 class="panel-heading panel-area" dir="auto">
        {area.name}
      </h1>
      {type && <p class="panel-type">{type.plain}</p>}
      {area.note && <p class="panel-text">{area.note}</p>}
      <KindCounts definition={definition} counts={kindsIn(counts, area.id)} row />
      {notes.length > 0 && (
        <Slips
          label={t('display.notes', { area: area.name })}
          slips={notes.map(({ seq, note = '' }) => ({ seq, words: note }))}
        />
      )}
    </div>
  )
}

function Question({ finder, said }: { finder: Finder; said: string | undefined }) {
  return (
    <div class="panel panel-question" ref={useFit<HTMLDivElement>()}>
      <p class="panel-eyebrow">{t('display.question')}</p>
      {said && <p class="panel-text">{said}</p>}
      <h1 class="panel-question-words">{finder.question}</h1>
      {finder.form.form === 'line' && (
        <p class="panel-ends">
          <span dir="auto">{finder.form.from}</span>
          <span class="panel-ends-line" aria-hidden="true" />
          <span dir="auto">{finder.form.to}</span>
        </p>
      )}
      {finder.hint && <p class="panel-text">{finder.hint}</p>}
      <p class="panel-answer">
        <Phone />
        {t('display.answer')}
      </p>
    </div>
  )
}

/** What the board is doing, in words. */
function Doing({ activity }: { activity: Activity }) {
  return (
    <div class="panel" ref={useFit<HTMLDivElement>()}>
      <p class="panel-eyebrow">{t(`display.activity.${activity.kind}`)}</p>
      <h1 class="panel-heading">{activity.title}</h1>
      {activity.text && <p class="panel-text">{activity.text}</p>}
    </div>
  )
}

function Answers({
  finder,
  scene,
  definition,
  near,
  said,
}: {
  finder: Finder
  scene: Extract<Scene, { is: 'tally' }>
  definition: Definition
  near: boolean
  said: string | undefined
}) {
  return (
    <div class="panel panel-tally">
      {said && <Said words={said} />}
      <h1 class="panel-tally-question">{finder.question}</h1>
      <div class="panel-fit" ref={useFit<HTMLDivElement>()}>
        <TallyView
          finder={finder}
          tally={scene.tally}
          before={scene.finder.before}
          byArea={scene.finder.by_area ?? []}
          frozen={scene.finder.frozen ?? false}
          size={near ? 'phone' : 'display'}
          notes={false}
          nameOf={(id) => definition.areas.find((area) => area.id === id)?.name ?? id}
        />
      </div>
      {scene.finder.open && (
        <p class="panel-answer">
          <Phone />
          {t('display.answerStill')}
        </p>
      )}
    </div>
  )
}

function Thanks({ definition, counts, finders, questions }: PanelProps) {
  const shared = finders.filter((finder) => finder.revealed && finder.tally)
  return (
    <div class="panel" ref={useFit<HTMLDivElement>()}>
      <h1 class="panel-heading">{t('display.thanks')}</h1>
      <p class="panel-text">
        {t('display.thanksText', {
          count: counts.total,
          areas: t('display.thanksPlaces', { count: places(definition, counts).length }),
        })}
      </p>
      <KindCounts definition={definition} counts={counts.kinds} row />
      {shared.length > 0 && (
        <>
          <h2 class="panel-small-heading">{t('display.shared')}</h2>
          <ul class="places places-shared plain">
            {shared.map((view) => (
              <li class="place" key={view.id}>
                <span class="place-name">{finderOf(questions, view)?.question}</span>
                <span class="place-count">
                  {view.tally?.people !== null &&
                    t('tally.count', { count: view.tally?.people ?? 0 })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Phone() {
  return (
    <svg class="panel-phone" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M8 1.5h8A2.5 2.5 0 0 1 18.5 4v16a2.5 2.5 0 0 1-2.5 2.5H8A2.5 2.5 0 0 1 5.5 20V4A2.5 2.5 0 0 1 8 1.5ZM8 5v12h8V5M10.5 19.7h3" />
    </svg>
  )
}

/** What everybody reads in this step, above its answers; however long, these keep their room. */
function Said({ words }: { words: string }) {
  return (
    <div class="panel-said panel-said-above" ref={useFit<HTMLDivElement>()}>
      <p>{words}</p>
    </div>
  )
}

/** The words of the step that asks this question, if that is the present one. */
function saidWith(finder: Finder | undefined, activity: Activity | undefined): string | undefined {
  return finder && activity?.finder === finder.id ? activity.text : undefined
}

function finderOf(questions: readonly Finder[], view: FinderView): Finder | undefined {
  return questions.find((finder) => finder.id === view.id)
}
