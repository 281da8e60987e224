import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { hasPeople, isKiosk } from '../store/index.ts'
import { t } from '../words/index.ts'
import { after, code, sheet, shows, store, tab } from './app.ts'
import { AfterCard } from './AfterCard.tsx'
import { announceArrivals } from './arrivals.ts'
import { Bars } from './Bars.tsx'
import { Header } from './Header.tsx'
import { ListTab } from './ListTab.tsx'
import { MapTab } from './MapTab.tsx'
import { Nav } from './Nav.tsx'
import { Part } from './Part.tsx'

/** The board: its views, and what is always around them. */
export function BoardScreen() {
  const title = store.definition.value?.title ?? t('app.name')
  const view = t(`phone.tab.${tab.value}`)
  const panel = useRef<HTMLElement>(null)
  useEffect(announceArrivals, [])
  // Before a question that takes the keyboard comes into view.
  useLayoutEffect(() => {
    if (panel.current) panel.current.scrollTop = 0
    scrollTo(0, 0)
  }, [view, shows.value])
  useEffect(() => {
    document.title = t('phone.viewTitle', { view, title })
  }, [view, title])
  return (
    <div class={`board ${after.value ? 'board-acted' : ''}`}>
      <Part part="HelpBar" quiet={!isKiosk() && !hasPeople(code.value ?? '')} />
      <Header />
      <Part part="SignsPanel" quiet />
      <Part part="HandsSeen" quiet />
      <Bars />
      <Part part="StepBar" quiet />
      {/* Its words may be longer than the screen, with nothing in them to press: then the keyboard
          must reach it to move it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <main class="board-panel" ref={panel} tabIndex={tab.value === 'questions' ? 0 : undefined}>
        {store.definition.value ? <Views /> : <p class="board-wait">{t('page.phone.loading')}</p>}
      </main>
      <div class="board-foot">
        <Part part="SignsSeen" quiet />
        <AfterCard />
        <Nav />
      </div>
      {sheet.value && <Part part="SheetHost" />}
    </div>
  )
}

/** The map stays in the page, where it was, while another view is shown. */
function Views() {
  return (
    <>
      <MapTab hidden={tab.value !== 'map'} />
      {tab.value === 'list' && <ListTab />}
      {tab.value === 'questions' && <Part part="QuestionsTab" />}
      {tab.value === 'card' && <Part part="CardTab" />}
    </>
  )
}
