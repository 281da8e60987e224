import type { AreaId, Command, Standing } from '../wire/types.ts'

/** How it was before a command: the area that was shown, and how the thing that it handles stood. */
type Before = { showing: AreaId | null; standing: Standing | undefined }

/** Gives the command that takes a facilitator's command back; undefined for all others. */
export function inverse(command: Command, before: Before): Command | undefined {
  switch (command.do) {
    case 'set_finder_open':
      return { ...command, open: !command.open }
    case 'set_finder_revealed':
      return { ...command, revealed: !command.revealed }
    case 'set_locked':
      return { ...command, locked: !command.locked }
    case 'set_hidden':
    case 'set_name_hidden':
      // Nothing lets it wait again: to undo a hiding would show it to everybody before it was
      // read, and to undo a showing would tell its author that it was hidden for a reason.
      if (before.standing?.is === 'waiting') return undefined
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
