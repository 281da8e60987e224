import { useEffect, useRef } from 'preact/hooks'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** Says that the board cannot save, and what to do; gone by itself once it can. */
export function DiskTrouble({ desk }: { desk: Desk }) {
  const { truth, notStoring, status } = desk.store
  const live = status.value.is === 'live'
  const failing = live && (notStoring.value || truth.value?.not_storing === true)
  const told = useRef(false)
  useEffect(() => {
    if (told.current && live && !failing) desk.say(t('facilitator.trouble.gone'))
    if (live) told.current = failing
  }, [live, failing])
  if (!failing) return null
  return (
    <section class="disk-trouble" role="alert">
      <h2>{t('facilitator.trouble.title')}</h2>
      <p>{t('facilitator.trouble.people')}</p>
      <p>{t('facilitator.trouble.what')}</p>
    </section>
  )
}
