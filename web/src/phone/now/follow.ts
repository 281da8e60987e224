import { effect } from '@preact/signals'
import { type Activity, CALL_MS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { invitation, show, store, tab, viewOf } from '../app.ts'
import { forgetOpened, opened, openQuestion } from '../opened.ts'
import { isBusy } from './busy.ts'

/** Follows the board from activity to activity, and to where the facilitator calls everyone. */
export function follow(): () => void {
  let last: string | undefined
  let answered = -1
  let stop = () => undefined as void
  const go = (activity: Activity) => {
    invitation.value = undefined
    forgetOpened()
    const view = viewOf(activity)
    // What I did last goes away, and the keyboard with it.
    if (document.activeElement?.closest('.after')) document.getElementById(`nav-${view}`)?.focus()
    show(view)
  }
  // Whoever says yes goes to the question itself, also the keyboard.
  const accept = (activity: Activity) => {
    go(activity)
    const { finder } = activity
    const asked = store.board.finders.peek().some(({ id, open }) => open && id === finder)
    if (finder && asked && tab.peek() === 'questions') openQuestion(finder)
  }
  const invite = (activity: Activity, words: string) => {
    invitation.value = { words, go: () => accept(activity) }
  }
  const ended = effect(() => {
    const activity = store.activity.value
    const before = last
    last = activity?.id
    // Whoever has just come has begun where the board is.
    if (!activity || before === undefined || before === activity.id) return
    if (isBusy()) invite(activity, t('now.movedOn', { title: activity.title }))
    else go(activity)
  })
  const called = effect(() => {
    const call = store.board.call.value
    if (!call || call.rev === answered) return
    answered = call.rev
    const activity = store.activity.peek()
    const left = call.at_ms + CALL_MS - store.serverNow()
    if (!activity || left <= 0 || isThere(activity)) return
    const { title } = activity
    stop()
    stop = countDown({
      left,
      show: (count) => invite(activity, t('now.called', { title, count })),
      // A word that is begun is not cut off by a clock.
      stay: () => invite(activity, t('now.calledStay', { title })),
      go: () => go(activity),
    })
  })
  return () => {
    ended()
    called()
    stop()
  }
}

/** Whether my eyes are on what the board does. */
function isThere(activity: Activity): boolean {
  const view = viewOf(activity)
  const other = view === 'questions' && isBusy() && opened.peek() !== activity.finder
  return tab.peek() === view && !other
}

type Counting = { left: number; show: (seconds: number) => void; stay: () => void; go: () => void }

/** Counts down in words, and then goes, unless somebody has decided before, or is busy. */
function countDown({ left, show, stay, go }: Counting): () => void {
  let seconds = Math.ceil(left / 1000)
  let shown: object | undefined
  const say = () => {
    if (isBusy()) stay()
    else show(seconds)
    shown = invitation.peek()
  }
  say()
  const ticking = setInterval(() => {
    const decided = invitation.peek() !== shown
    if (decided || seconds <= 1) clearInterval(ticking)
    if (decided) return
    if (seconds <= 1) return isBusy() ? stay() : go()
    seconds -= 1
    say()
  }, 1000)
  return () => clearInterval(ticking)
}
