import type { TabId } from './app.ts'

/** The signs of the four views. */
const paths: Record<TabId, string> = {
  map: 'M3 5.5 9 3l6 2.5L21 3v15.5L15 21l-6-2.5L3 21ZM9 3v15.5M15 5.5V21',
  list: 'M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01',
  questions: 'M4 4h16v12H9l-5 4.5ZM9.8 8.3a2.2 2.2 0 1 1 2.9 2.1c-.5.2-.7.5-.7 1M12 13.4h.01',
  card: 'M5 3h14v18H5ZM9 8h6M9 12h6M9 16h3',
}

/** Draws the sign of a view, in the colour of the words beside it. */
export function TabIcon({ tab }: { tab: TabId }) {
  return (
    <svg class="nav-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[tab]} />
    </svg>
  )
}

const arrows = { up: 0, right: 90, down: 180, left: 270 } as const
export type Way = keyof typeof arrows

/** Draws an arrow. Ways on the map are never mirrored. */
export function Arrow({ way }: { way: Way }) {
  return (
    <svg class="arrow" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">
      <path d="M-7 3 0-4 7 3" transform={`rotate(${arrows[way]})`} />
    </svg>
  )
}
