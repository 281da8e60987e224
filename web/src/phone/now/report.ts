import { effect, signal } from '@preact/signals'
import { browserClock, type Clock, nothing } from '../../store/clock.ts'
import type { Store } from '../../store/index.ts'

/** Work is told of only if it is still there after this long, in milliseconds. */
const GATHER_MS = 800

/** Who has not touched a form for this long, in milliseconds, has put the phone down. */
const REST_MS = 20_000

type Reported = Pick<Store, 'waiting' | 'status' | 'say' | 'onOutcome'>

/**
 * Tells the facilitator, in numbers only, whether somebody here is in the middle of something, and
 * how much is not saved. Gives the function that stops it.
 */
export function reportDoing(store: Reported, clock: Clock = browserClock, page = document) {
  const busy = signal(false)
  let told = '0 false'
  let cancelTold = nothing
  let cancelRest = nothing
  const rest = () => {
    cancelRest()
    busy.value = false
  }
  const touched = (event: Event) => {
    const { target } = event
    if (!(target instanceof Element) || !target.closest('form, .sheet')) return
    busy.value = true
    cancelRest()
    cancelRest = clock.after(REST_MS, rest)
  }
  page.addEventListener('input', touched)
  const stops = [
    () => page.removeEventListener('input', touched),
    () => cancelRest(),
    () => cancelTold(),
    store.onOutcome(rest),
    effect(() => {
      const live = store.status.value.is === 'live'
      const unsent = store.waiting.value.length
      const now = `${unsent} ${busy.value}`
      cancelTold()
      // A server that has just greeted knows nothing of this page yet.
      if (!live) told = '0 false'
      if (!live || now === told) return
      cancelTold = clock.after(GATHER_MS, () => {
        told = now
        store.say({ t: 'doing', busy: busy.peek(), unsent })
      })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
