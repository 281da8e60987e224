import './now.css'
import { t } from '../../words/index.ts'
import { store } from '../app.ts'
import { privacyOf } from './privacyOf.ts'

/** What will happen, as the welcome says it, each with what others will see of what people give. */
export function Ahead() {
  const { activities, now } = store.board.agenda.value
  const ahead = activities.filter(({ id }) => id !== now)
  if (store.activity.value?.kind !== 'welcome' || ahead.length === 0) return null
  return (
    <section class="present" aria-labelledby="ahead">
      <h3 class="present-heading" id="ahead">
        {t('now.willHappen')}
      </h3>
      <ol class="present-ahead">
        {ahead.map((activity) => (
          <li key={activity.id}>
            <span class="present-ahead-title">{activity.title}</span>
            <span class="privacy">{t(`now.ahead.${privacyOf(activity)}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
