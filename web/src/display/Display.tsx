import { useMemo } from 'preact/hooks'
import type { Status, Store } from '../store/index.ts'
import { Countdown } from '../ui/Countdown.tsx'
import type { Definition } from '../wire/types.ts'
import { language, t } from '../words/index.ts'
import { MapSheet } from './MapSheet.tsx'
import { isLong, Panel } from './Panel.tsx'
import { Join, Slips, Title } from './parts.tsx'
import { peopleWords } from './people.ts'
import { notesIn } from './places.ts'
import { sceneOf } from './scene.ts'
import { Signs } from './Signs.tsx'
import { stacked } from './stacked.ts'

/** More slips than this never fit beside the map. */
const MOST_NOTES = 12

/** The projector page: one scene at a time, no hands, no scrolling. */
export function Display({ store, definition }: { store: Store; definition: Definition }) {
  const { board } = store
  const counts = board.counts.value
  const finders = board.finders.value
  const scene = sceneOf({
    ended: board.ended.value,
    showing: board.showing.value,
    finders,
    stickers: counts.total,
    activity: store.activity.value,
    agenda: board.agenda.value.activities,
  })
  const area =
    scene.is === 'area'
      ? scene.area
      : scene.is === 'activity'
        ? (scene.activity.area ?? null)
        : null
  const timer = board.timer.value
  const welcome = store.welcome.value
  const link = welcome && { code: welcome.joinCode, url: welcome.joinUrl }
  const presence = store.presence.value
  const status = store.status.value
  const paused = board.locked.value && scene.is !== 'ended'
  const head = status.is === 'away' ? 'display-away' : paused ? 'display-locked' : 'display-title'
  // The same for as long as the words are: fitting them asks for a layout.
  const title = useMemo(() => <Title words={definition.title} />, [definition.title])
  // Read so that notes follow the board: stickers themselves are no signal.
  const rev = board.at.value?.rev
  const notes = area && rev !== undefined ? notesIn(board.stickers.values(), area, MOST_NOTES) : []

  const own =
    scene.is === 'tally' && scene.tally.form === 'knowledge' ? newestFirst(scene.tally.own) : []
  const layout = `display-${scene.is} ${own.length > 0 ? 'display-with-own' : ''} ${isLong(store.activity.value) ? 'display-told' : ''}`

  return (
    <div class={`display ${layout}`}>
      <header class="display-head">
        {/* What is out of the ordinary takes the title's place, where it covers nothing. */}
        <p class={head} role="status">
          {status.is === 'away' ? awayWords(status) : paused ? <Paused /> : title}
        </p>
        {timer && (
          <p class="display-timer">
            <Countdown timer={timer} now={store.serverNow} />
          </p>
        )}
        {presence && <p class="display-people">{peopleWords(presence)}</p>}
      </header>
      <section class="display-sheet" aria-label={t('display.map')}>
        <MapSheet
          {...{ definition, board, area, layout }}
          near={stacked.value}
          later={store.later.value}
        />
        {store.signs.value && <Signs signs={store.signs.value} quiet={board.quiet.value} />}
      </section>
      {own.length > 0 && (
        <section class="display-own" aria-label={t('tally.own')}>
          <Slips label={t('tally.own')} slips={own} />
        </section>
      )}
      <main class="display-panel">
        <Panel
          {...{ definition, scene, counts, finders, notes, link }}
          questions={store.finders.value}
          near={stacked.value}
          guests={board.guests.value}
          activity={store.activity.value}
        />
      </main>
      {link && scene.is !== 'gathering' && (
        <aside class="display-join">
          <Join link={link} />
        </aside>
      )}
      <footer class="display-foot">{definition.attribution.join(' ')}</footer>
    </div>
  )
}

/** Words for a page that does not show the board. */
export function Notice({ heading, words }: { heading: string; words: string }) {
  return (
    <main class="display-notice">
      <h1>{heading}</h1>
      <p>{words}</p>
    </main>
  )
}

/** The slips that fit are the newest, so that whoever has just written something finds it. */
function newestFirst<T extends { seq: number }>(own: readonly T[]): T[] {
  return [...own].sort((one, other) => other.seq - one.seq)
}

function awayWords(status: Extract<Status, { is: 'away' }>): string {
  const clock = new Intl.DateTimeFormat(language(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return t('display.away', { time: clock.format(status.since) })
}

function Paused() {
  return (
    <>
      <svg class="display-locked-mark" viewBox="0 0 20 20" aria-hidden="true">
        <path d="M5 3h3.5v14H5ZM11.5 3H15v14h-3.5Z" fill="currentColor" />
      </svg>
      {t('display.locked')}
    </>
  )
}
