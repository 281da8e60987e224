import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { AreaId } from '../wire/types.ts'
import { language, t } from '../words/index.ts'
import { decided, type Invitation, invitation, store, tab, trouble } from './app.ts'
import { areaName, placingWords, showOnMap } from './placing.ts'
import { failureWords } from './refusal.ts'

/** A connection that is back before this, in milliseconds, was never worth a word. */
const BLINK_MS = 2000

/** What has to be known just now, in words, most urgent first. */
export function Bars() {
  const { board, unsaved, notStoring, safe, waiting } = store
  const showing = board.showing.value
  if (showing === null && decided.value !== null) decided.value = null
  return (
    <section class="bars" aria-label={t('phone.notices')}>
      {trouble.value && <Trouble />}
      {unsaved.value > 0 && (
        <Bar kind="warn">
          <span>
            <strong>{t('connection.unsaved', { count: unsaved.value })}</strong>{' '}
            {t(notStoring.value ? 'connection.notStoring' : 'connection.unsavedText')}
          </span>
        </Bar>
      )}
      {!safe.value && waiting.value.length > 0 && <Bar kind="warn">{t('connection.keepOpen')}</Bar>}
      <Away />
      <Placing />
      {invitation.value && <Invited {...invitation.value} />}
      {showing !== null && showing !== decided.value && <Showing area={showing} />}
    </section>
  )
}

function Bar({ kind, children }: { kind: 'warn' | 'calm'; children: ComponentChildren }) {
  return <div class={`bar bar-${kind}`}>{children}</div>
}

/** Why no sticker can be put, where stickers are put; that they are paused, everywhere. */
function Placing() {
  const placing = store.placing.value
  const here = tab.value === 'map' || tab.value === 'list'
  if (placing !== 'paused' && !(placing === 'closed' && here)) return null
  return <Bar kind="calm">{placingWords(placing)}</Bar>
}

/** Where everybody is going; I may stay. */
function Invited({ words, go }: Invitation) {
  const leave = () => {
    invitation.value = undefined
  }
  return (
    <div class="bar bar-calm" role="status">
      <span class="bar-words">{words}</span>
      <span class="bar-buttons">
        <button type="button" class="button button-small" onClick={go}>
          {t('phone.goThere')}
        </button>
        <button type="button" class="button button-small" onClick={leave}>
          {t('phone.stayHere')}
        </button>
      </span>
    </div>
  )
}

/** Why something of mine was not done. */
function Trouble() {
  return (
    <div class="bar bar-warn" role="alert">
      <span class="bar-words">{trouble.value}</span>
      <button
        type="button"
        class="button button-small"
        onClick={() => {
          trouble.value = ''
        }}
      >
        {t('phone.understood')}
      </button>
    </div>
  )
}

function Away() {
  const status = store.status.value
  const away = status.is === 'away'
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    const timer = away ? setTimeout(() => setLong(true), BLINK_MS) : undefined
    return () => clearTimeout(timer)
  }, [away])
  const failed = store.failure.value
  if (failed && !store.definition.value) return <Bar kind="warn">{failureWords(failed)}</Bar>
  if (status.is !== 'away' || !long) return null
  const time = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' })
  return (
    <Bar kind="warn">{t('connection.away', { time: time.format(new Date(status.since)) })}</Bar>
  )
}

/** A phone's map never moves by itself: it asks. */
function Showing({ area }: { area: AreaId }) {
  const decide = () => {
    decided.value = area
  }
  return (
    <div class="bar bar-calm">
      <span class="bar-words" role="status">
        {t('phone.showing', { area: areaName(area) })}
      </span>
      <span class="bar-buttons">
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            decide()
            showOnMap(area)
          }}
        >
          {t('phone.goThere')}
        </button>
        <button type="button" class="button button-small button-quiet" onClick={decide}>
          {t('phone.stay')}
        </button>
      </span>
    </div>
  )
}
