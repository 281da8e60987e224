import type { Answer } from '../../wire/types.ts'

type Dots = Extract<Answer, { form: 'dots' }>
type WallAnswer = Extract<Answer, { form: 'wall' }>

/** Gives how many dots somebody still has. */
export function dotsLeft({ given }: Dots, all: number): number {
  return all - given.reduce((sum, { dots }) => sum + dots, 0)
}

/** Gives an option so many dots. */
export function withDots({ given }: Dots, option: string, dots: number): Dots {
  const known = given.some((one) => one.option === option)
  const next = known
    ? given.map((one) => (one.option === option ? { option, dots } : one))
    : [...given, { option, dots }]
  return { form: 'dots', given: next.filter((one) => one.dots > 0) }
}

/** Moves one thing of a list to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  if (to < 0 || to >= next.length) return next
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/**
 * Gives, for each field under a prompt, which note it holds: those that are there, and an empty one
 * more while there may be.
 */
export function noteFields(
  { notes }: WallAnswer,
  prompt: string,
  most: number,
): (number | undefined)[] {
  const mine = notes.flatMap((note, at) => (note.prompt === prompt ? [at] : []))
  const last = mine[mine.length - 1]
  const room = notes.length < most && (last === undefined || notes[last]?.words.trim() !== '')
  return room ? [...mine, undefined] : mine
}

/** Says whether there is nothing in an answer yet. */
export function isEmpty(answer: Answer): boolean {
  const some = (words: readonly string[] = []) => words.some((word) => word.trim() !== '')
  switch (answer.form) {
    case 'knowledge':
      return answer.chosen.length === 0 && !answer.own?.trim()
    case 'choice':
      return answer.chosen.length === 0
    case 'dots':
      return answer.given.length === 0
    case 'words':
      return answer.chosen.length === 0 && !some(answer.own)
    case 'target':
      return answer.aimed.length === 0
    case 'rank':
      return answer.order.length === 0
    case 'wall':
      return !some(answer.notes.map(({ words }) => words))
    default:
      return false
  }
}

/** Gives an answer as it is sent: without empty words. */
export function tidy(answer: Answer): Answer {
  if (answer.form === 'knowledge') {
    const own = answer.own?.trim()
    return { form: 'knowledge', chosen: answer.chosen, ...(own ? { own } : {}) }
  }
  if (answer.form === 'words') {
    const own = (answer.own ?? []).map((word) => word.trim()).filter((word) => word !== '')
    return { form: 'words', chosen: answer.chosen, ...(own.length > 0 ? { own } : {}) }
  }
  if (answer.form === 'wall') {
    const notes = answer.notes.map(({ prompt, words }) => ({ prompt, words: words.trim() }))
    return { form: 'wall', notes: notes.filter(({ words }) => words !== '') }
  }
  return answer
}
