import { batch, effect, signal, untracked } from '@preact/signals'
import { browserClock, type Clock } from '../../store/clock.ts'
import { type Failure, forget, type Identity, isKiosk, makeWords } from '../../store/index.ts'
import { chooseCalm } from '../../ui/calm.ts'
import { chooseKind, me, screen, start, store, tab, threeWords, voice } from '../app.ts'
import { setAnnounces } from '../arrivals.ts'
import { drafts } from '../drafts.ts'
import { clearPage, leaveBehind } from '../help/party.ts'
import { forgetFollows } from '../now/leading.ts'
import { isTight } from '../tight.ts'
import { type Idle, type Patience, watchIdle } from './idle.ts'

/** What one person takes along: gone as soon as the page is left. */
export type Farewell = { who: Identity; words: string; failed: boolean; unsent: number }

/** Nobody touched the board for this long: the person may have gone without a word. */
const BOARD: Patience = { aloneMs: 90_000, askMs: 20_000 }

/** The three words stay this long for somebody who copies them. */
const FAREWELL: Patience = { aloneMs: 60_000, askMs: 20_000 }

/** The words for whoever has just finished; undefined: a clean welcome. */
export const farewell = signal<Farewell | undefined>(undefined)

/** Watches whether somebody is there; undefined while nobody is expected to be. */
export const idle = signal<Idle | undefined>(undefined)

/** Begins with a fresh participant. Gives what went wrong, if anything. */
export async function begin(): Promise<Failure | undefined> {
  farewell.value = undefined
  return start('room', '')
}

/** Ends with the person who is here: only what is not sent yet stays, until it is. */
export function finish(): void {
  const who = me.peek()
  if (!who) return toWelcome()
  const { stickers, answers, name } = store.card.peek()
  const unsent = store.waiting.peek().length
  const words = threeWords.peek()
  if (store.signs.peek()?.mine !== undefined) store.say({ t: 'hand', up: false })
  batch(() => {
    void leaveBehind(who, store.leave())
    forget(who.code)
    drafts.forget(who)
    toWelcome()
    const gaveSomething = stickers.length + answers.length + unsent > 0 || name !== null
    if (gaveSomething) farewell.value = { who, words, failed: false, unsent }
  })
  if (farewell.peek() && !words) void fetchWords()
}

/** Fetches the three words of whoever has just finished. */
export async function fetchWords(): Promise<void> {
  const now = farewell.peek()
  if (!now) return
  const made = await makeWords(now.who.token)
  if (farewell.peek()?.who !== now.who) return
  farewell.value = { ...now, words: made.ok ? made.value.words : '', failed: !made.ok }
}

/** Shows the clean welcome. */
export function toWelcome(): void {
  farewell.value = undefined
  me.value = undefined
  threeWords.value = ''
  clearPage()
  tab.value = isTight() ? 'list' : 'map'
  chooseKind(store.definition.peek()?.kinds[0]?.id ?? '')
  // What one person chose for this device is not for the next.
  setAnnounces(true)
  chooseCalm(false)
  forgetFollows()
  voice.own('')
  screen.value = 'kiosk'
}

/** Watches over a kiosk until the function it gives is called; does nothing elsewhere. */
export function keepKiosk(clock: Clock = browserClock, page: EventTarget = document): () => void {
  if (!isKiosk()) return () => undefined
  const stopWatching = effect(() => {
    const expected = screen.value !== 'kiosk' && screen.value !== 'code'
    const leaving = farewell.value?.who
    untracked(() => watch(clock, expected ? BOARD : leaving && FAREWELL))
  })
  // A page that was loaded again does not know whether the same person stands before it.
  if (screen.peek() === 'board') idle.peek()?.ask()
  const touched = () => idle.peek()?.touched()
  for (const kind of TOUCHES) page.addEventListener(kind, touched, true)
  return () => {
    stopWatching()
    idle.peek()?.stop()
    for (const kind of TOUCHES) page.removeEventListener(kind, touched, true)
  }
}

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'input', 'touchstart', 'wheel']

function watch(clock: Clock, patience: Patience | undefined): void {
  idle.peek()?.stop()
  idle.value = patience && watchIdle(clock, patience, () => over())
}

function over(): void {
  if (screen.peek() === 'board') finish()
  else toWelcome()
}
