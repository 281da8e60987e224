import { batch, computed, effect, signal, untracked } from '@preact/signals'
import { createCourier } from '../../store/courier.ts'
import { mergePeople, type Person, readPeople, writePeople } from '../../store/people.ts'
import {
  type Failure,
  type Hand,
  type Identity,
  isKiosk,
  joinAnother,
  type Outcome,
  remember,
} from '../../store/index.ts'
import { t } from '../../words/index.ts'
import {
  after,
  code,
  enter,
  hint,
  invitation,
  me,
  sheet,
  store,
  tab,
  threeWords,
  trouble,
  voice,
} from '../app.ts'
import { drafts, giveBack } from '../drafts.ts'
import { forgetOpened } from '../opened.ts'
import { refusalWords } from '../refusal.ts'

/** Everybody this device enters for, its owner first; empty while it is one person's phone. */
export const people = signal<readonly Person[]>([])

/** Which of them the screen belongs to. */
export const present = computed(() => people.value.find(isMe))

/** What of helping stands over the page. */
export const panel = signal<'people' | 'add' | 'finish' | 'paper' | undefined>(undefined)

/** How many dots on paper were not taken, and why. */
export const refusedDots = signal({ count: 0, words: '' })

/** Sends for all who are not on the screen. */
export const courier = createCourier({ onOutcome: heard, onUnknown: unknown })

/** Gives what somebody is called on this device. */
export function nameOf({ is, name }: Person): string {
  if (is === 'self') return t('help.myself')
  if (is !== 'paper') return name
  return name ? t('help.paperNext', { number: name }) : t('help.paperName')
}

/** Gives the words of the button by which one finishes with somebody. */
export function finishWords(person: Person): string {
  return person.is === 'paper' ? t('paper.finish') : t('help.finish', { name: nameOf(person) })
}

/** How many things of somebody are not saved. */
export function unsentOf({ token }: Person): number {
  if (token === me.value?.token) return store.waiting.value.length
  return courier.outboxes.value.get(token)?.waiting.value.length ?? 0
}

/** Begins to help somebody who said yes. Gives what went wrong, if anything. */
export async function addGuest(name: string): Promise<Failure | undefined> {
  const joined = await joinAnother(code.peek() ?? '', store.here())
  if (!joined.ok) return joined.failure
  const guest: Person = { ...joined.value, is: 'guest', name }
  addPeople([guest])
  switchTo(guest)
  store.do({ do: 'note_consent' })
  return undefined
}

/** Gives the screen to somebody else; what the one before has waiting is sent all the same. */
export function switchTo(next: Person): void {
  const from = me.peek()
  if (!from || from.token === next.token) return
  handOver(next, (hand) => void courier.carry(from, isHere(from), hand))
  voice.own(next.is === 'self' ? t('help.nowMyself') : t('help.began', { name: nameOf(next) }))
}

/** Forgets on this device somebody of whom nothing waits, and gives it back to its owner. */
export function finish(person: Person): void {
  if (unsentOf(person) > 0) return
  const self = people.peek().find(({ is }) => is === 'self')
  if (self && isMe(person)) handOver(self, ({ outbox }) => outbox.close())
  forgetPerson(person.token)
  panel.value = undefined
  voice.own(t('help.finished', { name: nameOf(person) }))
}

function handOver(next: Person, keepHand: (hand: Hand) => void): void {
  batch(() => {
    const hand = store.leave()
    if (hand) keepHand(hand)
    clearPage()
    remember(next)
    enter(next, courier.take(next.token))
    threeWords.value = next.words ?? ''
    panel.value = undefined
  })
}

/** Takes more people in; whoever has the device is the first of them. */
export function addPeople(more: readonly Person[]): void {
  const who = me.peek()
  const before = people.peek()
  const self: Person[] = before.length > 0 || !who ? [] : [{ ...who, is: 'self', name: '' }]
  keep([...self, ...before, ...more])
}

/** Changes what is kept of somebody. */
export function noteOf(token: string, more: Partial<Person>): void {
  keep(people.peek().map((one) => (one.token === token ? { ...one, ...more } : one)))
}

/** Sends what somebody who has gone left behind, and then forgets them. */
export async function leaveBehind(who: Identity, hand?: Hand): Promise<void> {
  const known = people.peek().some(({ token }) => token === who.token)
  if (!known) keep([...people.peek(), { ...who, is: 'guest', name: '', gone: true }])
  await courier.carry(who, false, hand)
  const outbox = courier.outboxes.peek().get(who.token)
  const stop = effect(() => {
    if (outbox && outbox.waiting.value.length > 0) return
    queueMicrotask(() => {
      stop()
      forgetPerson(who.token)
    })
  })
}

/** Puts away whatever the person before had open. */
export function clearPage(): void {
  forgetOpened()
  sheet.value = undefined
  after.value = undefined
  invitation.value = undefined
  hint.value = ''
  trouble.value = ''
}

/** Knows the people again that an earlier page had, and goes on sending for them. */
export function keepParty(): () => void {
  const stops = [
    effect(() => {
      const to = code.value
      const who = me.value
      if (to && (who || isKiosk())) untracked(() => meet(to, who))
    }),
    effect(() => {
      const words = threeWords.value
      const now = present.value
      if (words && now && now.words !== words) untracked(() => noteOf(now.token, { words }))
    }),
    effect(() => {
      const status = store.status.value
      const gone = status.is === 'stopped' && status.why === 'unknown_token' && present.peek()
      if (gone && gone.is !== 'self') untracked(() => backToSelf(gone))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function meet(to: string, who: Identity | undefined): void {
  people.value = withSelf(readPeople(to), who)
  for (const one of people.peek()) {
    if (one.token === who?.token || courier.carries(one.token)) continue
    void (one.gone ? leaveBehind(one) : courier.carry(one, isHere(one)))
  }
}

/** Somebody who is none of the people has come in anew: then the device is theirs. */
function withSelf(kept: Person[], who: Identity | undefined): Person[] {
  if (isKiosk() || !who || kept.length === 0 || kept.some(({ token }) => token === who.token))
    return kept
  const others = kept.filter(({ is }) => is !== 'self')
  return [{ ...who, is: 'self', name: '' }, ...others]
}

/** The board does not know somebody any more, but perhaps the one who helps. */
export function backToSelf(gone: Person, why = t('help.unknown', { name: nameOf(gone) })): void {
  const self = people.peek().find(({ is }) => is === 'self')
  forgetPerson(gone.token)
  if (!self) return
  store.leave()
  remember(self)
  enter(self, courier.take(self.token))
  tab.value = 'card'
  trouble.value = why
}

function unknown(who: Identity): void {
  const gone = people.peek().find(({ token }) => token === who.token)
  forgetPerson(who.token)
  if (gone && !gone.gone) trouble.value = t('help.unknown', { name: nameOf(gone) })
}

function heard(who: Identity, outcome: Outcome): void {
  const person = people.peek().find(({ token }) => token === who.token)
  if (outcome.is === 'saved' || !person || person.gone) return
  giveBack(person, outcome)
  const words = refusalWords(outcome.code, outcome.words)
  if (person.is === 'paper') refusedDots.value = { count: refusedDots.peek().count + 1, words }
  else trouble.value = t('help.refused', { name: nameOf(person), words })
}

function forgetPerson(token: string): void {
  courier.drop(token)
  drafts.forget({ code: code.peek() ?? '', token })
  const left = people.peek().filter((one) => one.token !== token)
  keep(left.length === 1 && left[0]?.is === 'self' ? [] : left)
}

/** Only what this tab changed: another tab of the same device may help people as well. */
function keep(next: readonly Person[]): void {
  const to = code.peek()
  const all = to ? mergePeople(readPeople(to), people.peek(), next) : next
  people.value = all
  if (to) writePeople(to, all)
}

/** Paper is put on the board; it does not sit in the room. */
function isHere({ token }: { token: string }): boolean {
  const person = people.peek().find((one) => one.token === token)
  return person !== undefined && person.is !== 'paper' && !person.gone
}

function isMe({ token }: { token: string }): boolean {
  return token === me.value?.token
}
