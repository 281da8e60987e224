/** How new stickers make themselves seen. */
export type Arrivals = {
  /** Whether a sticker that arrives now may show its arrival by itself. */
  arrive(area: string | null, mark: Element | undefined): void
  stop(): void
}

/** Above so many a second, single stickers appear without a motion of their own. */
export const FAST = 10
const SECOND = 1000

/**
 * Makes the rule for arrivals: on a phone each new sticker fades in, up to ten a second; on a
 * display all that arrive within one second swell together, once. With less motion: neither.
 */
export function makeArrivals(
  mode: 'phone' | 'display',
  isCalm: () => boolean,
  swellArea: (area: string) => void,
): Arrivals {
  let waiting: { areas: Set<string>; marks: Element[] } = { areas: new Set(), marks: [] }
  let timer: ReturnType<typeof setTimeout> | undefined
  let recent: number[] = []

  const swell = () => {
    const { areas, marks } = waiting
    waiting = { areas: new Set(), marks: [] }
    timer = undefined
    if (areas.size + marks.length === 0) return
    for (const mark of marks.slice(-60)) mark.classList.add('map-drop')
    for (const area of areas) swellArea(area)
    timer = setTimeout(swell, SECOND)
  }
  const fade = (mark: Element | undefined) => {
    const now = performance.now()
    recent = recent.filter((time) => now - time < SECOND)
    recent.push(now)
    if (recent.length <= FAST) mark?.classList.add('map-fade')
  }
  return {
    arrive(area, mark) {
      if (isCalm()) return
      if (mode === 'phone') return fade(mark)
      if (area !== null) waiting.areas.add(area)
      if (mark) waiting.marks.push(mark)
      // The first one shows at once, on the next turn; the rest of its second swells together.
      timer ??= setTimeout(swell, 0)
    },
    stop: () => clearTimeout(timer),
  }
}
