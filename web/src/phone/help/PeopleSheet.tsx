import { Sheet } from '../../ui/Modal.tsx'
import type { Person } from '../../store/people.ts'
import { t } from '../../words/index.ts'
import { finishWords, nameOf, panel, people, present, switchTo, unsentOf } from './party.ts'

/** Whose turn it is next: everybody this phone enters for, and the ways to more. */
export function PeopleSheet() {
  const now = present.value
  const shown = people.value.filter(({ gone }) => !gone)
  const go = (to: typeof panel.value) => () => {
    panel.value = to
  }
  return (
    <Sheet title={t('help.who')} onClose={go(undefined)}>
      <ul class="plain help-people">
        {shown.map((person) => (
          <Row key={person.token} person={person} isNow={person === now} />
        ))}
      </ul>
      <div class="help-more">
        <button type="button" class="button button-wide" onClick={go('add')}>
          {t('help.add')}
        </button>
        <button type="button" class="button button-wide" onClick={go('paper')}>
          {t('paper.open')}
        </button>
        {now && now.is !== 'self' && (
          <button type="button" class="button button-wide" onClick={go('finish')}>
            {finishWords(now)}
          </button>
        )}
      </div>
    </Sheet>
  )
}

function Row({ person, isNow }: { person: Person; isNow: boolean }) {
  const unsent = unsentOf(person)
  const choose = () => {
    if (isNow) panel.value = undefined
    else switchTo(person)
  }
  return (
    <li>
      <button
        type="button"
        class={`help-person ${isNow ? 'help-person-now' : ''}`}
        aria-current={isNow ? 'true' : undefined}
        onClick={choose}
      >
        <bdi class="help-name">{nameOf(person)}</bdi>
        {unsent > 0 && <span class="help-state">{t('help.unsent', { count: unsent })}</span>}
        {isNow && <span class="help-state">{t('help.now')}</span>}
      </button>
    </li>
  )
}
