import { t } from '../words/index.ts'
import { show, store, tab, type TabId } from './app.ts'
import { TabIcon } from './icons.tsx'

const TABS: readonly TabId[] = ['map', 'list', 'questions', 'card']

/** The way between the views, under the thumb. */
export function Nav() {
  const waiting = openQuestions()
  return (
    <nav class="nav" aria-label={t('phone.views')}>
      {TABS.map((id) => (
        <button
          key={id}
          type="button"
          class="nav-tab"
          id={`nav-${id}`}
          aria-current={tab.value === id ? 'page' : undefined}
          onClick={() => show(id)}
        >
          <TabIcon tab={id} />
          <span>{t(`phone.tab.${id}`)}</span>
          {id === 'questions' && waiting > 0 && (
            <span class="nav-badge">
              {waiting}
              <span class="visually-hidden"> {t('phone.toAnswer')}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  )
}

/** How many opinion finders are open that I have not answered. */
function openQuestions(): number {
  const answered = new Set(store.card.value.answers.map(({ finder }) => finder))
  const open = store.board.finders.value.filter((finder) => finder.open && !answered.has(finder.id))
  return store.board.ended.value ? 0 : open.length
}
