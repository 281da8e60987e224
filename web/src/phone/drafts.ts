import { effect, untracked } from '@preact/signals'
import { createDrafts, type DraftShelf, tabStorage } from '../store/drafts.ts'
import type { Identity, Outcome } from '../store/index.ts'
import type { Answer } from '../wire/types.ts'
import { me, screen, store } from './app.ts'
import { isEmpty } from './forms/drafts.ts'

/** What the people of this device have begun to answer and not sent. */
export const drafts: DraftShelf = createDrafts(tabStorage())

/** Gives what I have begun to answer a question with, if there is anything in it. */
export function begunOf(finder: string): Answer | undefined {
  const draft = me.value && drafts.of(me.value)[finder]
  return draft && !isEmpty(draft) ? draft : undefined
}

/** Says whether somebody has begun an answer that is not sent. */
export function hasBegun(who: Identity): boolean {
  return Object.values(drafts.of(who)).some((draft) => !isEmpty(draft))
}

/** What was sent too late is begun again: its author can still read it, and keep the words. */
export function giveBack(who: Identity | undefined, outcome: Outcome): void {
  const { is, command } = outcome
  if (!who || is !== 'refused' || command.do !== 'answer' || command.answer.form === 'skip') return
  if (!drafts.of(who)[command.finder]) drafts.keep(who, command.finder, command.answer)
}

/** Keeps drafts no longer than they are anybody's, until the function it gives is called. */
export function keepDrafts(): () => void {
  let wasIn = me.peek() !== undefined
  const stops = [
    store.onOutcome((outcome) => giveBack(me.peek(), outcome)),
    // Whoever has to come in anew is nobody yet: the one before was erased, or has gone.
    effect(() => {
      const isIn = screen.value === 'board'
      const left = wasIn && !isIn && me.peek()
      wasIn = isIn
      if (left) untracked(() => drafts.forget(left))
    }),
    effect(() => {
      const code = me.value?.code
      if (code && store.board.archived.value) untracked(() => drafts.forgetBoard(code))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
