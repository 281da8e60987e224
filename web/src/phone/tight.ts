/** Below these, in times the text size, a map beside its buttons leaves room for neither. */
const [WIDE, HIGH] = [15, 27]

/** Whether the window is small for its text: a small phone, a zoomed page, or large letters. */
export function isTight(): boolean {
  const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return innerWidth / em < WIDE || innerHeight / em < HIGH
}

/** Keeps the class `tight` on the page, by which the layout gives up its fixed rows and scrolls. */
export function watchTightness(): void {
  const mark = () => document.body.classList.toggle('tight', isTight())
  mark()
  addEventListener('resize', mark)
  // Letters grow without the window changing; a box one letter high notices.
  const letter = document.createElement('div')
  letter.className = 'tight-letter'
  letter.setAttribute('aria-hidden', 'true')
  document.body.append(letter)
  if ('ResizeObserver' in window) new ResizeObserver(mark).observe(letter)
}
