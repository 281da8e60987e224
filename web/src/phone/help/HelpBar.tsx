import './help.css'
import { t } from '../../words/index.ts'
import { isKiosk } from '../../store/index.ts'
import type { Person } from '../../store/people.ts'
import { KioskBar } from '../kiosk/KioskBar.tsx'
import { AddSheet } from './AddSheet.tsx'
import { FinishSheet } from './FinishSheet.tsx'
import { PaperSheet } from './PaperSheet.tsx'
import { nameOf, panel, people, present } from './party.ts'
import { PeopleSheet } from './PeopleSheet.tsx'

/** At the top of every view of a phone that enters for several people: whose turn it is. */
export function HelpBar() {
  if (isKiosk()) return <KioskBar />
  return (
    <>
      {people.value.length > 0 && <Turn />}
      <Panel />
    </>
  )
}

function Turn() {
  const now = present.value
  if (!now) return null
  return (
    <section class={`help-bar ${now.is === 'self' ? '' : 'help-other'}`} aria-label={t('help.bar')}>
      <p class="help-who">
        <bdi>{turnOf(now)}</bdi>
      </p>
      <button
        type="button"
        class="button help-switch"
        onClick={() => {
          panel.value = 'people'
        }}
      >
        {t('help.switch')}
      </button>
    </section>
  )
}

function turnOf(person: Person): string {
  if (person.is === 'self') return t('help.thisIsYou')
  return person.is === 'paper' ? nameOf(person) : t('help.helping', { name: nameOf(person) })
}

function Panel() {
  switch (panel.value) {
    case 'people':
      return <PeopleSheet />
    case 'add':
      return <AddSheet />
    case 'finish':
      return <FinishSheet />
    case 'paper':
      return <PaperSheet />
    case undefined:
      return null
    default:
      throw new Error(`no panel ${String(panel.value satisfies never)}`)
  }
}
