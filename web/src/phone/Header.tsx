import { t } from '../words/index.ts'
import { store } from './app.ts'
import { Part } from './Part.tsx'
import { useHeading } from './useArrival.ts'

/** The board's title, and how many people are here. */
export function Header() {
  const heading = useHeading()
  const presence = store.presence.value
  const live = store.status.value.is === 'live'
  const title = store.definition.value?.title ?? t('app.name')
  return (
    <header class="board-header">
      <div class="board-names">
        <h1 class="board-title" ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        {presence && live && <p class="board-people">{people(presence.room, presence.remote)}</p>}
      </div>
      {/* Its room is there before it comes, so that nothing moves when it does. */}
      <span class="board-hand">
        <Part part="SignsButton" quiet />
      </span>
    </header>
  )
}

function people(room: number, remote: number): string {
  if (remote === 0) return t('phone.people', { count: room })
  return t('phone.peopleBoth', { count: room, remote })
}
