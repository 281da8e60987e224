/** What keys ask of the focused map. */
export type KeyHands = {
  pan(dx: number, dy: number): void
  zoom(factor: number): void
  whole(): void
  place(): void
  leave(): void
}

/** One press of an arrow, in CSS pixels; a quarter of it with Shift, to stand exactly. */
const STEP = 64

/** Gives the handler of key presses on the focused map. RTL pages do not mirror the ground. */
export function onKeys(hands: KeyHands): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey ? STEP / 8 : STEP
    const does: Record<string, () => void> = {
      ArrowLeft: () => hands.pan(-step, 0),
      ArrowRight: () => hands.pan(step, 0),
      ArrowUp: () => hands.pan(0, -step),
      ArrowDown: () => hands.pan(0, step),
      '+': () => hands.zoom(1.5),
      '=': () => hands.zoom(1.5),
      '-': () => hands.zoom(1 / 1.5),
      '0': () => hands.whole(),
      Enter: () => hands.place(),
      Escape: () => hands.leave(),
    }
    const act = does[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
}
