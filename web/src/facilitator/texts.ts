import type { Board } from '../store/board.ts'
import type { Command, OwnEntry, Standing, Tally } from '../wire/types.ts'

/** Of what a sticker consists of, its note is this part; the sticker itself is none. */
export const NOTE_PART = 1

/** Everything in people's own words, with how it stands. */
export function textsOf(tally: Tally): readonly OwnEntry[] {
  if (tally.form === 'knowledge' || tally.form === 'words') return tally.own
  return tally.form === 'wall' ? tally.prompts.flatMap(({ notes }) => notes) : []
}

type Held = Pick<Board, 'stickers' | 'finders' | 'guestNames'>

/** Notes of stickers, and words of answers, also of the round before: it is shown beside the new. */
export function textsOn(board: Pick<Held, 'stickers' | 'finders'>): OwnEntry[] {
  const notes: OwnEntry[] = [...board.stickers.values()].flatMap((sticker) => {
    const { seq, note, note_standing: standing } = sticker
    return note !== undefined && standing ? [{ seq, part: NOTE_PART, words: note, standing }] : []
  })
  const tallies = board.finders.value.flatMap(({ tally, before }) => [tally, before])
  return [...notes, ...tallies.flatMap((tally) => (tally ? textsOf(tally) : []))]
}

/** How the words or the name that a command hides or shows stand now; none where all read them. */
export function standingOf(command: Command, board: Held): Standing | undefined {
  switch (command.do) {
    case 'set_hidden': {
      const { seq, part = 0 } = command
      return textsOn(board).find((one) => one.seq === seq && (one.part ?? 0) === part)?.standing
    }
    case 'set_name_hidden':
      return board.guestNames.value.find(({ guest }) => guest === command.guest)?.standing
    default:
      return undefined
  }
}
