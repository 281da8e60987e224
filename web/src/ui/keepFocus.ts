/** What can have the focus, and what a press on leads to it. */
const PRESSED = 'a[href], button, input, label, select, summary, textarea, [tabindex]'

/**
 * Keeps the keyboard where it was when what has the focus goes away, as a button does whose work is
 * done: it moves to what then stands in its place. Gives the function that ends this.
 */
export function keepFocus(root: HTMLElement): () => void {
  let last: HTMLElement | undefined
  let before: HTMLElement[] = []
  let byKeys = false
  const note = () => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || !root.contains(focused)) return
    last = focused
    const all = places(root)
    before = all.slice(0, all.indexOf(focused))
  }
  const look = () => {
    if (!last || document.activeElement !== document.body) return
    const gone = last
    last = undefined
    // It was only moved, or something must take its place.
    const next = root.contains(gone) && isShown(gone) ? gone : inPlace(root, before)
    next?.focus({ preventScroll: !byKeys })
  }
  const onKey = () => {
    byKeys = true
  }
  // Whoever presses beside everything lets go on purpose.
  const onPress = ({ target }: Event) => {
    byKeys = false
    if (!(target instanceof Element && target.closest(PRESSED))) last = undefined
  }
  const watch = new MutationObserver(look)
  root.addEventListener('focusin', note)
  addEventListener('keydown', onKey, true)
  addEventListener('pointerdown', onPress, true)
  watch.observe(root, { childList: true, subtree: true })
  // Something in it may have been given the keyboard as it was drawn.
  note()
  return () => {
    root.removeEventListener('focusin', note)
    removeEventListener('keydown', onKey, true)
    removeEventListener('pointerdown', onPress, true)
    watch.disconnect()
  }
}

/** What comes now after the last thing that came before and is still there. */
function inPlace(root: HTMLElement, before: readonly HTMLElement[]): HTMLElement | undefined {
  const all = places(root)
  const known = [...before].reverse().find((one) => all.includes(one))
  return all[known ? all.indexOf(known) + 1 : 0] ?? known
}

/** Everything in a part of the page that Tab leads to, in order. */
function places(root: HTMLElement): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(PRESSED)]
  return all.filter(
    (one) => one.tabIndex >= 0 && !(one instanceof HTMLLabelElement) && isShown(one),
  )
}

function isShown(one: HTMLElement): boolean {
  return one.getClientRects().length > 0
}
