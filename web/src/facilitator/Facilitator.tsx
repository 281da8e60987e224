import { useEffect, useRef, useState } from 'preact/hooks'
import { keepFocus } from '../ui/keepFocus.ts'
import { LiveLine } from '../ui/Live.tsx'
import { t } from '../words/index.ts'
import { Agenda } from './Agenda.tsx'
import { Areas } from './Areas.tsx'
import { BoardMap } from './BoardMap.tsx'
import type { Desk } from './desk.ts'
import { Boards } from './boards/Boards.tsx'
import { remember } from './boards/remembered.ts'
import { DiskTrouble } from './DiskTrouble.tsx'
import { Header } from './Header.tsx'
import { LastDone } from './LastDone.tsx'
import { Links } from './Links.tsx'
import { MoveOn } from './MoveOn.tsx'
import { Next } from './Next.tsx'
import { People } from './People.tsx'
import { Questions } from './Questions.tsx'
import { Session } from './Session.tsx'
import { Stickers } from './Stickers.tsx'
import { TruthStrip } from './Truth.tsx'
import { Waiting } from './Waiting.tsx'

/** The page that runs a board: what comes next, then questions, board, and people with links. */
export function Facilitator({ desk }: { desk: Desk }) {
  const [view, setView] = useState<'desk' | 'boards'>('desk')
  const board = desk.store.board.at.value?.board
  useEffect(() => {
    if (board) remember({ board, title: desk.definition.title, token: desk.token })
  }, [board, desk])
  const show = (next: typeof view) => {
    setView(next)
    scrollTo(0, 0)
  }
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => (page.current ? keepFocus(page.current) : undefined), [])
  return (
    <div class="desk" ref={page}>
      <Header desk={desk} />
      <DiskTrouble desk={desk} />
      {view === 'boards' ? (
        <Boards desk={desk} onBack={() => show('desk')} />
      ) : (
        <Work desk={desk} onBoards={() => show('boards')} />
      )}
      <LastDone desk={desk} />
      <MoveOn desk={desk} />
      <LiveLine onReady={desk.speakThrough} />
    </div>
  )
}

/** The board's own work. */
function Work({ desk, onBoards }: { desk: Desk; onBoards: () => void }) {
  const hasAgenda = desk.store.board.agenda.value.activities.length > 0
  return (
    <main>
      <Next desk={desk} />
      <TruthStrip desk={desk} />
      <div class="desk-columns">
        <section class="desk-column" aria-labelledby="questions">
          {hasAgenda && (
            <>
              <h2>{t('facilitator.agenda')}</h2>
              <Waiting desk={desk} />
              <Agenda desk={desk} />
            </>
          )}
          <h2 id="questions">{t('facilitator.questions')}</h2>
          {!hasAgenda && <Waiting desk={desk} />}
          <Questions desk={desk} />
        </section>
        <section class="desk-column" aria-labelledby="board">
          <h2 id="board">{t('facilitator.board')}</h2>
          <BoardMap desk={desk} />
          <Areas desk={desk} />
          <Stickers desk={desk} />
        </section>
        <section class="desk-column" aria-labelledby="people">
          <h2 id="people">{t('facilitator.people')}</h2>
          <People desk={desk} />
          <Links desk={desk} />
          <Session desk={desk} />
          <div class="card">
            <h3>{t('boards.title')}</h3>
            <p>{t('boards.about')}</p>
            <button type="button" class="button" onClick={onBoards}>
              {t('boards.show')}
            </button>
          </div>
        </section>
      </div>
    </main>
  )
}
