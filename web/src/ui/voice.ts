/** How long others' changes are gathered before they are spoken, in milliseconds. */
export const QUIET_MS = 10_000

/** Speaks to screen readers without moving the focus. */
export type Voice = {
  /** Says what this person just did, at once. */
  own(words: string): void
  /**
   * Says what others did, at most one sentence in ten seconds. `sentence` is asked for when its
   * turn comes, so that it can sum up all that gathered; a later one takes its place.
   */
  others(sentence: () => string): void
  /** Switches others' changes off or on. */
  setOthers(on: boolean): void
  destroy(): void
}

/** Gives a voice that writes into `line`, an element with `aria-live="polite"`. */
export function voice(line: HTMLElement): Voice {
  let waiting: (() => string) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let on = true

  const say = (words: string) => {
    // The same sentence twice is only spoken when the text changes in between.
    line.textContent = line.textContent === words ? `${words}\u00a0` : words
  }
  const next = () => {
    timer = undefined
    if (!waiting || !on) return
    const sentence = waiting
    waiting = undefined
    say(sentence())
    timer = setTimeout(next, QUIET_MS)
  }
  return {
    own: say,
    others(sentence) {
      waiting = sentence
      if (timer === undefined) next()
    },
    setOthers(value) {
      on = value
      if (!on) waiting = undefined
    },
    destroy() {
      clearTimeout(timer)
    },
  }
}
