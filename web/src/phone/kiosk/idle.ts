import { type ReadonlySignal, signal } from '@preact/signals'
import { type Clock, nothing } from '../../store/clock.ts'

/** How long a screen is left alone before it asks, and how long it then waits, in milliseconds. */
export type Patience = { aloneMs: number; askMs: number }

/** Watches whether somebody is still there. */
export type Idle = {
  /** Seconds until it is over, while it is asking. */
  readonly left: ReadonlySignal<number | undefined>
  /** Somebody touched the page: while it is asking, that is not enough. */
  touched(): void
  /** Somebody is there. */
  stay(): void
  /** Asks now. */
  ask(): void
  stop(): void
}

/** Begins to watch; calls `onOver` once, when nobody has answered. */
export function watchIdle(clock: Clock, { aloneMs, askMs }: Patience, onOver: () => void): Idle {
  const left = signal<number | undefined>(undefined)
  let cancel = nothing

  function stay(): void {
    cancel()
    left.value = undefined
    cancel = clock.after(aloneMs, ask)
  }

  function ask(): void {
    cancel()
    const end = clock.now() + askMs
    count(end)
  }

  function count(end: number): void {
    // By the clock, not by counting: a tablet that slept has missed its ticks.
    const seconds = Math.ceil((end - clock.now()) / 1000)
    left.value = Math.max(0, seconds)
    if (seconds > 0) cancel = clock.after(1000, () => count(end))
    else over()
  }

  function over(): void {
    stop()
    onOver()
  }

  function stop(): void {
    cancel()
    cancel = nothing
    left.value = undefined
  }

  stay()
  return { left, touched: () => left.peek() === undefined && stay(), stay, ask, stop }
}
