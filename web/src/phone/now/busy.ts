import { sheet, store, tab } from '../app.ts'
import { begunOf } from '../drafts.ts'
import { opened } from '../opened.ts'

/** Nobody is taken away while they write or answer, or while something of theirs is open. */
export function isBusy(): boolean {
  const { activeElement } = document
  const writing = activeElement?.matches('input[type=text], textarea') ?? false
  return writing || sheet.peek() !== undefined || isAnswering()
}

/** The question before my eyes holds something of mine that is not sent, and can be. */
function isAnswering(): boolean {
  const id = opened.peek()
  if (tab.peek() !== 'questions' || id === undefined || !begunOf(id)) return false
  return store.board.finders.peek().some((view) => view.id === id && view.open)
}
