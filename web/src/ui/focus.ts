const reachable =
  'a[href],button:not(:disabled),input:not(:disabled),select:not(:disabled),textarea:not(:disabled),[tabindex]:not([tabindex="-1"])'

/**
 * Keeps the keyboard inside `box` until the function it returns is called, which also gives the
 * focus back to where it was. Escape calls `onEscape`.
 */
export function holdFocus(box: HTMLElement, onEscape: () => void): () => void {
  const before = document.activeElement
  box.focus()
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Tab') wrapAround(box, event)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onEscape()
  }
  box.addEventListener('keydown', onKey)
  return () => {
    box.removeEventListener('keydown', onKey)
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }
}

function wrapAround(box: HTMLElement, event: KeyboardEvent): void {
  const stops = [...box.querySelectorAll<HTMLElement>(reachable)]
  const first = stops[0]
  const last = stops[stops.length - 1]
  if (!first || !last) return event.preventDefault()
  const at = document.activeElement
  if (event.shiftKey && (at === first || at === box)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first.focus()
  }
}
