import './now.css'
import { Countdown } from '../../ui/Countdown.tsx'
import { t } from '../../words/index.ts'
import { store, tab } from '../app.ts'
import { MyName } from '../MyName.tsx'
import { privacyOf } from './privacyOf.ts'

/** What the board is doing now, at the head of the view. */
export function Present() {
  const activity = store.activity.value
  const timer = store.board.timer.value
  if (!activity) return null
  const asked = store.board.finders.value.some(({ open }) => open)
  // A question that is still open says it where it is answered.
  const privacy = privacyOf(activity)
  const says = privacy !== 'nothing' || !asked
  return (
    <section class="present" aria-label={t('now.label')}>
      {timer && (
        <p class="present-timer">
          <Countdown timer={timer} now={store.serverNow} />
        </p>
      )}
      <p class="present-title">{activity.title}</p>
      {activity.text && <p>{activity.text}</p>}
      {activity.kind === 'stickers' && activity.state === 'open' && (
        <button
          type="button"
          class="button"
          onClick={() => {
            tab.value = 'map'
          }}
        >
          {t('now.toTheMap')}
        </button>
      )}
      {activity.kind === 'welcome' && <Lobby />}
      {says && <p class="privacy">{t(`now.privacy.${privacy}`)}</p>}
    </section>
  )
}

/** Who is here. */
function Lobby() {
  const guests = store.board.guests.value
  const { nameShown, nameStanding } = store.card.value
  return (
    <>
      {guests.length > 0 && (
        <>
          <h3 class="present-heading">{t('now.here')}</h3>
          <p>
            {guests.map((name) => (
              <bdi class="present-guest" key={name}>
                {name}
              </bdi>
            ))}
          </p>
        </>
      )}
      {/* Whoever is no longer in the list need not look for the reason. */}
      <details class="present-hello" open={nameStanding.is === 'hidden'}>
        <summary>{t(nameShown ? 'now.changeName' : 'now.sayHello')}</summary>
        <MyName />
      </details>
    </>
  )
}

/** What the board has done so far, to look back at. */
export function Past() {
  const { activities, now } = store.board.agenda.value
  const at = activities.findIndex(({ id }) => id === now)
  const past = activities.slice(0, Math.max(0, at)).filter(({ skipped }) => !skipped)
  if (past.length === 0) return null
  return (
    <details class="past">
      <summary>{t('now.soFar')}</summary>
      <ol class="past-list plain">
        {past.map(({ id, title, text, finder }) => (
          <li key={id}>
            <h3 class="present-heading">{title}</h3>
            {text && <p>{text}</p>}
            {finder && <PastQuestion id={finder} />}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** The way to a question of before, which stands further up or down. */
function PastQuestion({ id }: { id: string }) {
  const question = store.finders.value.find((finder) => finder.id === id)?.question
  const go = () => {
    const heading = document.getElementById(`q-${id}`)
    heading?.scrollIntoView({ block: 'center' })
    heading?.focus()
  }
  if (!question || !document.getElementById(`q-${id}`)) return null
  return (
    <button type="button" class="button button-quiet" onClick={go}>
      {t('now.seeQuestion', { question })}
    </button>
  )
}
