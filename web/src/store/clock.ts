/** Time as the page passes it; tests bring their own. */
export type Clock = {
  /** Milliseconds, for measuring how long; never sent, never compared with the server's. */
  now(): number
  /** Calls back after some milliseconds, unless the function it gives is called before. */
  after(ms: number, then: () => void): () => void
  /** From 0 up to 1. */
  random(): number
}

/** The browser's own. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
}

/** Does nothing: the timer that has not been set. */
export function nothing(): void {}
