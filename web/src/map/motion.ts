/** Calls `step` with 0…1 over `ms`, easing out, then `done`; gives the function that stops it. */
export function glide(ms: number, step: (part: number) => void, done: () => void): () => void {
  let frame = 0
  let start: number | undefined
  const tick = (now: number) => {
    start ??= now
    const part = Math.min(1, (now - start) / ms)
    step(1 - (1 - part) ** 3)
    if (part < 1) frame = requestAnimationFrame(tick)
    else done()
  }
  frame = requestAnimationFrame(tick)
  return () => cancelAnimationFrame(frame)
}

/** Runs `work` once in the next frame, however often it is asked for. */
export function oncePerFrame(work: () => void): { ask(): void; stop(): void } {
  let frame = 0
  return {
    ask() {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        work()
      })
    },
    stop() {
      cancelAnimationFrame(frame)
      frame = 0
    },
  }
}
