import type { AreaId, Command } from '../wire/types.ts'

/** Gives the command that takes a facilitator's command back; undefined for all others. */
export function inverse(command: Command, before: { showing: AreaId | null }): Command | undefined {
  switch (command.do) {
    case 'set_finder_open':
      return { ...command, open: !command.open }
    case 'set_finder_revealed':
      return { ...command, revealed: !command.revealed }
    case 'set_locked':
      return { ...command, locked: !command.locked }
    case 'set_hidden':
    case 'set_name_hidden':
      return { ...command, hidden: !command.hidden }
    case 'set_muted':
      return { ...command, muted: !command.muted }
    case 'set_archived':
      return { ...command, archived: !command.archived }
    case 'set_ended':
      return { ...command, ended: !command.ended }
    case 'show_area':
      return before.showing === null
        ? { do: 'show_area' }
        : { do: 'show_area', area: before.showing }
    default:
      return undefined
  }
}
