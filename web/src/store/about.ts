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
      return `finder ${command.finder}`
    case 'set_hidden':
      return `hidden ${command.seq}`
    case 'set_name':
    case 'set_locked':
    case 'show_area':
    case 'set_ended':
      return command.do
    default:
      throw new Error(`unknown command ${(command satisfies never as Command).do}`)
  }
}
