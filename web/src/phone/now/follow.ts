import { effect } from '@preact/signals'
import { type Activity, CALL_MS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { invitation, sheet, store, tab, type TabId } from '../app.ts'

/** Gives the view in which an activity takes place; whoever uses the list stays with it. */
export function viewOf({ kind }: Activity, from: TabId): TabId {
  if (kind !== 'stickers') return 'questions'
  return from === 'list' ? 'list' : 'map'
}

/** Follows the board from activity to activity, and to where the facilitator calls everyone. */
export function follow(): () => void {
  let last: string | undefined
  let answered = -1
  let stop = () => undefined as void
  const go = (activity: Activity) => {
    invitation.value = undefined
    tab.value = viewOf(activity, tab.peek())
  }
  const ended = effect(() => {
    const activity = store.activity.value
    const before = last
    last = activity?.id
    // Whoever has just come is where they meant to go.
    if (!activity || before === undefined || before === activity.id) return
    if (isBusy()) {
      const words = t('now.movedOn', { title: activity.title })
      invitation.value = { words, go: () => go(activity) }
    } else go(activity)
  })
  const called = effect(() => {
    const call = store.board.call.value
    if (!call || call.rev === answered) return
    answered = call.rev
    const activity = store.activity.peek()
    const left = call.at_ms + CALL_MS - store.serverNow()
    if (!activity || left <= 0 || tab.peek() === viewOf(activity, tab.peek())) return
    stop()
    stop = countDown(activity, left, () => go(activity))
  })
  return () => {
    ended()
    called()
    stop()
  }
}

/** Counts down in words, and then goes, unless somebody has decided before. */
function countDown(activity: Activity, left: number, go: () => void): () => void {
  let seconds = Math.ceil(left / 1000)
  let shown: object | undefined
  const show = () => {
    const words = t('now.called', { title: activity.title, count: seconds })
    shown = invitation.value = { words, go }
  }
  show()
  const ticking = setInterval(() => {
    const decided = invitation.peek() !== shown
    if (decided || seconds <= 1) clearInterval(ticking)
    if (decided) return
    if (seconds <= 1) return go()
    seconds -= 1
    show()
  }, 1000)
  return () => clearInterval(ticking)
}

/** Nobody is taken away while they write, or while something of theirs is open. */
function isBusy(): boolean {
  const { activeElement } = document
  const writing = activeElement?.matches('input[type=text], textarea') ?? false
  return writing || sheet.peek() !== undefined
}
