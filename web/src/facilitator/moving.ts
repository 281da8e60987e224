import type { Activity, Command, Truth } from '../wire/types.ts'

/** Whether a command takes from people what they are just doing, with this agenda. */
export function movesOn(command: Command, agenda: readonly Activity[] = []): boolean {
  switch (command.do) {
    case 'go_to':
      return true
    // An answer that comes after its round, or after everybody saw the numbers, is left out of them.
    case 'ask_again':
      return true
    case 'set_finder_revealed':
      return command.revealed
    case 'set_finder_open':
      return !command.open
    case 'set_activity_state':
      return command.state !== 'open'
    case 'remove_activity':
      return asksAlone(command.activity, agenda)
    case 'put_activity': {
      const { id, state } = command.activity
      return state !== 'open' && asksAlone(id, agenda)
    }
    case 'set_ended':
      return command.ended
    case 'set_locked':
      return command.locked
    default:
      return false
  }
}

/** Whether an activity asks a question that no other one asks just now. */
function asksAlone(id: string, agenda: readonly Activity[]): boolean {
  const one = agenda.find((activity) => activity.id === id)
  if (one?.state !== 'open' || one.finder === undefined) return false
  return !agenda.some(
    (other) => other !== one && other.state === 'open' && other.finder === one.finder,
  )
}

/** Whether somebody would lose by moving on now. */
export function isUnsafe(truth: Truth | undefined): boolean {
  return truth !== undefined && (truth.unsent > 0 || truth.busy > 0)
}
