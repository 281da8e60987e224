import type { Command, Truth } from '../wire/types.ts'

/** Whether a command takes from people what they are just doing. */
export function movesOn(command: Command): boolean {
  switch (command.do) {
    case 'go_to':
      return true
    case 'set_finder_open':
      return !command.open
    case 'set_activity_state':
      return command.state !== 'open'
    case 'set_ended':
      return command.ended
    case 'set_locked':
      return command.locked
    default:
      return false
  }
}

/** Whether somebody would lose by moving on now. */
export function isUnsafe(truth: Truth | undefined): boolean {
  return truth !== undefined && (truth.unsent > 0 || truth.busy > 0)
}
