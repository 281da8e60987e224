import { readLocal, writeLocal } from '../store/local.ts'

const KEY = 'kenspeckle.calm'
let wish: MediaQueryList | undefined

/** Whether nothing on this page is to move: chosen here, in the link (`?calm`), or by the device. */
export function isCalm(): boolean {
  // Kept: asking anew for each sticker costs more than drawing it.
  wish ??= typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : wish
  return wish?.matches === true || document.documentElement.hasAttribute('data-calm')
}

/** Whether calm was chosen for this device. */
export const calmChosen = (): boolean => readLocal(KEY) !== undefined

/** Chooses calm for this device, or what the device says. */
export function chooseCalm(on: boolean): void {
  writeLocal(KEY, on ? '1' : undefined)
  applyCalm()
}

/** Makes the page as calm as was chosen; asked once when a page begins. */
export function applyCalm(): void {
  const on = calmChosen() || /[?&]calm\b/.test(location.search)
  document.documentElement.toggleAttribute('data-calm', on)
}
