import { useEffect, useState } from 'preact/hooks'
import type { Timer } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** Gives how long a timer still has, in milliseconds; 0 once it has run out. */
export function leftOf({ started_ms, length_ms }: Timer, now: number): number {
  return Math.max(0, Math.min(length_ms, started_ms + length_ms - now))
}

/** Gives a time as minutes and seconds, rounded up, so that it ends as it reads 0:00. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A timer as it runs by the server's clock, also for whoever comes late. */
export function Countdown({ timer, now }: { timer: Timer; now: () => number }) {
  const [left, setLeft] = useState(leftOf(timer, now()))
  useEffect(() => {
    setLeft(leftOf(timer, now()))
    const ticking = setInterval(() => setLeft(leftOf(timer, now())), 500)
    return () => clearInterval(ticking)
  }, [timer])
  return (
    <span class={`countdown ${left === 0 ? 'countdown-over' : ''}`} role="timer">
      {left === 0 ? t('ui.timeUp') : t('ui.timeLeft', { time: clockOf(left) })}
    </span>
  )
}
