import { type ReadonlySignal, signal } from '@preact/signals'
import type { Store } from '../store/index.ts'
import type { Voice } from '../ui/voice.ts'
import type { Command, Definition } from '../wire/types.ts'
import { refusalWords } from '../phone/refusal.ts'
import { doneWords } from './done.ts'
import { isUnsafe, movesOn } from './moving.ts'
import { standingOf } from './texts.ts'
import { inverse } from './undo.ts'

/** The last thing the facilitator did, and how it stands. */
export type LastAction = {
  id: string
  words: string
  /** What would take it back, if anything. */
  back: Command | undefined
  is: 'sent' | 'saved' | 'refused'
}

/** What every part of the facilitator's page works with. */
export type Desk = {
  readonly store: Store
  readonly definition: Definition
  readonly token: string
  readonly last: ReadonlySignal<LastAction | undefined>
  /** What waits for a yes, since it would leave unsaved work behind. */
  readonly asking: ReadonlySignal<readonly Command[] | undefined>
  /** Sends a command through the outbox. A second press within a moment is taken for a slip. */
  do(command: Command): void
  /**
   * Sends several commands that belong together, in their order, as one press. If somebody would
   * lose, only those before the first that moves on: what was written is kept in any case.
   */
  doAll(commands: readonly Command[]): void
  /** Does what was asked for, although something is not saved. */
  moveOn(): void
  /** Does not do it, for now. */
  stay(): void
  /** Takes the last action back; once more, and it is done again. */
  undo(): void
  /** Says something that is not a command: in the page's polite line. */
  say(words: string): void
  /** Receives the voice of the page's polite line. */
  speakThrough(voice: Voice): void
  close(): void
}

/** A double press must not do this step and the next, in milliseconds. */
const SLIP_MS = 600

/** Makes the desk for one board. */
export function createDesk(store: Store, definition: Definition, token: string): Desk {
  const last = signal<LastAction | undefined>(undefined)
  const asking = signal<readonly Command[] | undefined>(undefined)
  let voice: Voice | undefined
  let pressedAt = Number.NEGATIVE_INFINITY
  /** The ids of the commands that were sent with the last one, as one press. */
  let together: string[] = []
  /** What waits for a yes belongs to them. */
  let goesOn = false

  const send = (command: Command) => {
    const { board } = store
    const standing = standingOf(command, board)
    const back = inverse(command, { showing: board.showing.peek(), standing })
    const words = doneWords(command, definition)
    const id = store.do(command)
    together.push(id)
    last.value = { id, words, back, is: 'sent' }
  }
  const sendTogether = (commands: readonly Command[]) => {
    together = []
    for (const command of commands) send(command)
  }
  const press = (commands: readonly Command[]) => {
    const now = performance.now()
    if (now - pressedAt < SLIP_MS) return
    pressedAt = now
    const { activities } = store.board.agenda.peek()
    const on = commands.findIndex((command) => movesOn(command, activities))
    if (on < 0 || !isUnsafe(store.truth.peek())) return sendTogether(commands)
    goesOn = on > 0
    if (goesOn) sendTogether(commands.slice(0, on))
    asking.value = commands.slice(on)
  }
  const forget = store.onOutcome((outcome) => {
    const action = last.peek()
    if (!action || !together.includes(outcome.id)) return
    // The first refusal says why; those after it only follow from it.
    if (action.is === 'refused') return
    if (outcome.is === 'saved' && outcome.id !== action.id) return
    if (outcome.is === 'refused' && goesOn) asking.value = undefined
    const words =
      outcome.is === 'refused' ? refusalWords(outcome.code, outcome.words) : action.words
    const back = outcome.is === 'refused' ? undefined : action.back
    last.value = { ...action, is: outcome.is, words, back }
    voice?.own(words)
  })
  return {
    store,
    definition,
    token,
    last,
    asking,
    do: (command) => press([command]),
    doAll: press,
    moveOn() {
      const commands = asking.peek() ?? []
      asking.value = undefined
      if (goesOn) for (const command of commands) send(command)
      else sendTogether(commands)
    },
    stay() {
      asking.value = undefined
    },
    undo() {
      const back = last.peek()?.back
      if (back) sendTogether([back])
    },
    say: (words) => voice?.own(words),
    speakThrough(speaker) {
      voice = speaker
    },
    close: forget,
  }
}
