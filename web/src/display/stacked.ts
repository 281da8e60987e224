import { signal } from '@preact/signals'

/**
 * Windows in which the scenes of a projector cannot stand side by side: a phone's, one that is
 * higher than wide, and one in which the person's own letters are large. An em is here the letter
 * size that the browser is set to, so that large letters make a window small.
 */
const NARROW = '(max-width: 45em), (max-height: 28em), (max-aspect-ratio: 1/1)'

/** Whether the parts of a scene stand one below the other, to be scrolled, in letters for a hand's distance. */
export const stacked = signal(false)

/** Follows the window from now on; the style sheet is told by a class of the body. */
export function watchWindow(): void {
  const query = matchMedia(NARROW)
  const look = () => {
    stacked.value = query.matches
    document.body.classList.toggle('page-stacked', query.matches)
  }
  query.addEventListener('change', look)
  look()
}
