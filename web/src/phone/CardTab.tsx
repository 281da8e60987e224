import './card.css'
import { useState } from 'preact/hooks'
import { isKiosk } from '../store/index.ts'
import { Dialog } from '../ui/Modal.tsx'
import { Calm } from '../ui/Calm.tsx'
import { Choice } from '../ui/Fields.tsx'
import { t } from '../words/index.ts'
import { leave, me, moveTo, store } from './app.ts'
import { announces, setAnnounces } from './arrivals.ts'
import { drafts } from './drafts.ts'
import { HereChoice } from './HereChoice.tsx'
import { HelpSection } from './help/HelpSection.tsx'
import { nameOf, people, present } from './help/party.ts'
import type { Person } from '../store/people.ts'
import { Erasing } from './Erasing.tsx'
import { MyAnswers } from './MyAnswers.tsx'
import { MyName } from './MyName.tsx'
import { MyStickers } from './MyStickers.tsx'
import { Deeds } from './now/Deeds.tsx'
import { whyWords } from './standing.ts'
import { ThreeWords } from './ThreeWords.tsx'

/** Everything I put in, to see, change and take back. */
export function CardTab() {
  const { muted } = store.card.value
  const helped = present.value?.is === 'self' ? undefined : present.value
  return (
    <div class="card-tab page">
      <h2>{helped ? cardOf(helped) : t('phone.tab.card')}</h2>
      <p class="page-lead">{t('card.lead')}</p>
      {muted && <p class="my-hidden">{whyWords('card.muted', muted)}</p>}
      <MyStickers />
      <MyAnswers />
      {!helped && <MyName />}
      {!helped && !isKiosk() && <MyPlace />}
      <ThreeWords />
      {!isKiosk() && <HelpSection />}
      <Deeds />
      <Announcing />
      {!helped && !isKiosk() && <Leaving />}
      <Erasing />
    </div>
  )
}

function cardOf(person: Person): string {
  return person.is === 'paper' ? nameOf(person) : t('help.cardOf', { name: nameOf(person) })
}

/** Where I take part from: it may have been overlooked on the way in, or somebody goes home. */
function MyPlace() {
  return (
    <section class="card-part">
      <HereChoice here={store.here()} onHere={moveTo} />
      <p class="field-hint">{t('card.placeHint')}</p>
    </section>
  )
}

function Announcing() {
  const [on, setOn] = useState(announces())
  return (
    <section class="card-part">
      <h3>{t('card.announceTitle')}</h3>
      <Choice
        type="checkbox"
        name="announce"
        chosen={on}
        hint={t('card.announceHint')}
        onChange={(next) => {
          setOn(next)
          setAnnounces(next)
        }}
      >
        {t('card.announce')}
      </Choice>
      <Calm />
    </section>
  )
}

/** For a phone that somebody else will use. */
function Leaving() {
  const [asking, setAsking] = useState(false)
  const alone = people.value.length === 0
  const go = () => {
    const who = me.peek()
    if (who) drafts.forget(who)
    leave()
  }
  return (
    <section class="card-part">
      <h3>{t('card.leaveTitle')}</h3>
      <p>{t(alone ? 'card.leaveText' : 'help.finishFirst')}</p>
      {alone && (
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {t('card.leave')}
        </button>
      )}
      {asking && (
        <Dialog title={t('card.leaveAsk')} onClose={() => setAsking(false)}>
          <p>{t('card.leaveWarn')}</p>
          <div class="row">
            <button type="button" class="button button-danger" onClick={go}>
              {t('card.leave')}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {t('card.leaveStay')}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
