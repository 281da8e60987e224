import type { Command } from '../wire/types.ts'

/**
 * Names the one thing that a command is about. Two commands about the same thing must reach the
 * server in their order; others may travel together.
 */
export function about(id: string, command: Command): string {
  switch (command.do) {
    case 'place':
      return `sticker ${id}`
    case 'change':
    case 'take_back':
      return `sticker ${command.sticker}`
    case 'answer':
    case 'take_back_answer':
    case 'set_finder_open':
    case 'set_finder_revealed':
    case 'ask_again':
      return `finder ${command.finder}`
    case 'set_hidden':
    case 'set_muted':
      return `${command.do} ${command.seq} ${command.part ?? 0}`
    case 'set_name_hidden':
      return `name ${command.guest}`
    // A question is written before the activity that asks it, and both before going there.
    case 'put_finder':
    case 'put_activity':
    case 'move_activity':
    case 'remove_activity':
    case 'set_activity_state':
    case 'go_to':
    case 'bring':
      return 'agenda'
    case 'set_name':
    case 'note_consent':
    case 'erase':
    case 'set_timer':
    case 'set_quiet':
    case 'set_archived':
    case 'set_locked':
    case 'show_area':
    case 'set_ended':
      return command.do
    default:
      throw new Error(`unknown command ${(command satisfies never as Command).do}`)
  }
}
