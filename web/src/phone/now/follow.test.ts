import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { snapshot } from '../../store/testing.ts'
import { type Activity, CALL_MS, type Change } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { after, invitation, me, store, tab, viewOf } from '../app.ts'
import { drafts } from '../drafts.ts'
import { forgetOpened, opened } from '../opened.ts'
import { follow } from './follow.ts'

const activity = (kind: Activity['kind'], id = 'x', finder?: string): Activity => ({
  id,
  kind,
  title: `Step ${id}`,
  state: 'open',
  ...(finder ? { finder } : {}),
})

const ACTIVITIES = [activity('finder', 'a', 'say'), activity('finder', 'b', 'line')]

let stop = () => undefined as void
let rev = 0

const tell = (...changes: Change[]) => {
  store.board.apply(rev, rev + 1, changes)
  rev += 1
}
const goTo = (now: string) => tell({ t: 'agenda', now, activities: ACTIVITIES })
const bring = () => tell({ t: 'call', call: { rev: rev + 1, at_ms: store.serverNow() } })

beforeEach(() => {
  vi.useFakeTimers()
  const start = snapshot()
  store.board.load(start)
  ;({ rev } = start)
  me.value = { code: 'KWMTRP', board: 'b', token: 'AAAA', here: 'room' }
  tell(
    { t: 'finder', id: 'say', open: true, revealed: false },
    { t: 'finder', id: 'line', open: true, revealed: false },
  )
  tab.value = 'questions'
  goTo('a')
  stop = follow()
})

afterEach(() => {
  stop()
  forgetOpened()
  invitation.value = undefined
  drafts.forgetBoard('KWMTRP')
  vi.useRealTimers()
})

test('what I did last leaves the foot of the page when the board goes on to a question', () => {
  tab.value = 'map'
  after.value = { is: 'placed', id: 'one', kind: 'lived', area: 'govan' }
  goTo('b')
  expect(tab.value).toBe('questions')
  expect(after.value).toBeUndefined()
})

test('the keyboard goes from what I did last to the view that the board goes on to', () => {
  document.body.innerHTML =
    '<section class="after"><button id="undo"></button></section><button id="nav-questions"></button>'
  tab.value = 'map'
  document.getElementById('undo')?.focus()
  goTo('b')
  expect(document.activeElement?.id).toBe('nav-questions')
  document.body.innerHTML = ''
})

/** I write under the question of the first step. */
function write() {
  opened.value = 'say'
  const notes = [{ prompt: 'next', words: 'More tr' }]
  if (me.value) drafts.keep(me.value, 'say', { form: 'wall', notes })
}

test('stickers are put on the map, or in the list by whoever uses it; all else is on Now', () => {
  for (const view of ['list', 'map'] as const) {
    tab.value = view
    // Also after a look at something else.
    tab.value = 'card'
    expect(viewOf(activity('stickers'))).toBe(view)
  }
  expect(viewOf(activity('vote'))).toBe('questions')
  expect(viewOf(activity('break'))).toBe('questions')
})

test('whoever has begun an answer is asked when the board goes on, and the others go along', () => {
  write()
  goTo('b')
  expect(invitation.value?.words).toBe(t('now.movedOn', { title: 'Step b' }))
  expect(opened.value).toBe('say')
  invitation.value?.go()
  expect(opened.value).toBe('line')
  expect(invitation.value).toBeUndefined()

  forgetOpened()
  tab.value = 'map'
  goTo('a')
  expect([tab.value, invitation.value]).toEqual(['questions', undefined])
})

test('R5.18 who does nothing is brought along after a countdown', () => {
  tab.value = 'card'
  bring()
  expect(invitation.value?.words).toBe(t('now.called', { title: 'Step a', count: CALL_MS / 1000 }))
  vi.advanceTimersByTime(CALL_MS)
  expect([tab.value, invitation.value]).toEqual(['questions', undefined])
})

test('R5.18 who is in the middle of an answer is invited, and never taken away by a clock', () => {
  goTo('b')
  write()
  bring()
  const words = t('now.calledStay', { title: 'Step b' })
  expect(invitation.value?.words).toBe(words)
  vi.advanceTimersByTime(2 * CALL_MS)
  expect([opened.value, invitation.value?.words]).toEqual(['say', words])
})

test('R5.18 who begins to write during the countdown stays, too', () => {
  tab.value = 'list'
  bring()
  const field = document.body.appendChild(document.createElement('textarea'))
  field.focus()
  vi.advanceTimersByTime(2 * CALL_MS)
  field.remove()
  expect(tab.value).toBe('list')
  expect(invitation.value?.words).toBe(t('now.calledStay', { title: 'Step a' }))
})
