import './signs.css'
import '../../ui/signs.css'
import { signal } from '@preact/signals'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Choice } from '../../ui/Fields.tsx'
import { handsWords } from '../../ui/hands.ts'
import { SIGNS, SignIcon } from '../../ui/SignIcon.tsx'
import type { Sign } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { store, voice } from '../app.ts'
import { follows, setFollows } from './leading.ts'
import { handsOfOthers, seenElsewhere } from './Seen.tsx'

const open = signal(false)

/** How long a sign that was shown is said to have been shown, in milliseconds. */
const SHOWN_MS = 2500

/** At the head of every view: my hand, and signs to everybody. */
export function SignsButton() {
  const up = store.signs.value?.mine !== undefined
  const label = t(up ? 'signs.handIsUp' : 'signs.title')
  return (
    <button
      type="button"
      class={`button button-icon signs-button ${up ? 'signs-up' : 'button-quiet'}`}
      aria-expanded={open.value}
      aria-label={label}
      title={label}
      onClick={() => {
        open.value = !open.value
      }}
    >
      <SignIcon sign="hand" />
    </button>
  )
}

/** What can be said without a word. */
export function SignsPanel() {
  const heading = useId()
  if (!open.value) return null
  return (
    <section class="signs" aria-labelledby={heading}>
      <div class="signs-head">
        <h2 id={heading}>{t('signs.title')}</h2>
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            open.value = false
            document.querySelector<HTMLElement>('.signs-button')?.focus()
          }}
        >
          {t('signs.done')}
        </button>
      </div>
      <MyHand />
      {store.board.quiet.value ? <p class="signs-quiet">{t('signs.quiet')}</p> : <Row />}
      <Following />
    </section>
  )
}

function MyHand() {
  const signs = store.signs.value
  const up = signs?.mine !== undefined
  // Elsewhere they stand over every view.
  const others = signs && !seenElsewhere() ? handsOfOthers(signs) : []
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => button.current?.focus(), [])
  const { name: mine, nameShown, nameStanding } = store.card.value
  const name = nameShown && nameStanding.is === 'shown' ? mine : null
  return (
    <>
      <button
        type="button"
        class={`button button-wide signs-hand ${up ? 'signs-up' : 'button-primary'}`}
        ref={button}
        aria-disabled={store.status.value.is !== 'live'}
        onClick={() => store.say({ t: 'hand', up: !up })}
      >
        <SignIcon sign="hand" /> {t(up ? 'signs.handDown' : 'signs.handUp')}
      </button>
      <p class="signs-hint" role="status">
        {up ? t('signs.handIsUp') : name ? t('signs.withName', { name }) : t('signs.noName')}
      </p>
      {others.length > 0 && (
        <p class="signs-hint">{t('signs.handsUp', { who: handsWords(others, signs?.more) })}</p>
      )}
    </>
  )
}

/** The signs, each with how often it was shown since the board was opened. */
function Row() {
  const [shown, setShown] = useState<Sign | undefined>(undefined)
  const sent = store.signs.value?.sent ?? {}
  useEffect(() => {
    const timer = shown && setTimeout(() => setShown(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  const show = (sign: Sign) => {
    if (store.status.peek().is !== 'live') return
    store.say({ t: 'show', sign })
    setShown(sign)
    voice.own(t('signs.shown', { sign: t(`signs.sign.${sign}`) }))
  }
  return (
    <div class="signs-row">
      {SIGNS.map((sign) => (
        <button
          type="button"
          class={`button signs-sign ${shown === sign ? 'signs-sent' : ''}`}
          key={sign}
          onClick={() => show(sign)}
        >
          <SignIcon sign={sign} />
          <span>{t(`signs.sign.${sign}`)}</span>
          {(sent[sign] ?? 0) > 0 && (
            <span class="signs-times">{t('signs.times', { count: sent[sign] ?? 0 })}</span>
          )}
        </button>
      ))}
    </div>
  )
}

function Following() {
  return (
    <Choice
      type="checkbox"
      name="follow"
      chosen={follows.value}
      hint={t('signs.followHint')}
      onChange={setFollows}
    >
      {t('signs.follow')}
    </Choice>
  )
}
