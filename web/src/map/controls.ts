import { t, type WordKey } from '../words/index.ts'
import { html, svg } from './svg.ts'

/** What the map's own buttons ask for. */
export type ControlHands = { zoom(factor: number): void; whole(): void }

/** Makes the buttons that do what fingers do: closer, further away, the whole map. */
export function makeControls(hands: ControlHands): HTMLElement {
  const group = html('div', 'map-controls')
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', t('map.controls'))
  group.append(
    control('map.zoomIn', 'M-8 0H8M0-8V8', () => hands.zoom(1.7)),
    control('map.zoomOut', 'M-8 0H8', () => hands.zoom(1 / 1.7)),
    control('map.whole', 'M-9-4V-9H-4M4-9H9V-4M9 4V9H4M-4 9H-9V4', () => hands.whole()),
  )
  return group
}

function control(word: WordKey, drawing: string, act: () => void): HTMLButtonElement {
  const button = html('button', 'map-control')
  button.type = 'button'
  button.setAttribute('aria-label', t(word))
  button.title = t(word)
  const icon = svg('svg', { viewBox: '-12 -12 24 24', 'aria-hidden': 'true' })
  icon.append(svg('path', { d: drawing }))
  button.append(icon)
  button.addEventListener('click', act)
  return button
}
