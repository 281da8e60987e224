import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Definition, Later, Snapshot } from '../wire/types.ts'
import { type Failure, getDefinition, getLater, getSnapshot, type Result } from './api.ts'
import type { Board } from './board.ts'
import { type Clock, nothing } from './clock.ts'

/** Fetches the board over HTTP. */
export type Loader = {
  /** What the first screen shows. */
  readonly definition: ReadonlySignal<Definition | undefined>
  /** The rest of the same definition, some moments later. */
  readonly later: ReadonlySignal<Later | undefined>
  /** Why the board could not be fetched, until it could. */
  readonly failure: ReadonlySignal<Failure | undefined>
  /**
   * Fetches snapshot and definition and loads both. One at a time: whoever asks while one is under
   * way gets that one. The definition's rest follows when the first screen has been drawn.
   */
  load(bearer: string): Promise<Result<Snapshot>>
  /** Fetches the definition's rest now: somebody waits for it. */
  complete(): void
  /** Fetches nothing more by itself. */
  close(): void
}

/** How long the first screen has the line for itself, in milliseconds. */
const QUIET_MS = 1500

/** About how long to wait before asking again for what could not be fetched, in milliseconds. */
const AGAIN_MS = 3000

/** Makes the loader of a board. */
export function createLoader(board: Board, clock: Clock): Loader {
  const definition = signal<Definition | undefined>(undefined)
  const later = signal<Later | undefined>(undefined)
  const failure = signal<Failure | undefined>(undefined)
  let hash = ''
  /** Of which definition the rest is under way or here. */
  let completed = ''
  let isWanted = false
  let cancel = nothing
  let under: Promise<Result<Snapshot>> | undefined

  async function define(asked: string): Promise<Result<Definition>> {
    const known = definition.peek()
    return known && asked === hash ? { ok: true, value: known } : getDefinition(asked)
  }

  async function loadBoth(bearer: string): Promise<Result<Snapshot>> {
    const got = await getSnapshot(bearer)
    if (!got.ok) return got
    const defined = await define(got.value.definition)
    if (!defined.ok) return defined
    try {
      batch(() => {
        board.load(got.value)
        if (definition.peek() !== defined.value) later.value = undefined
        definition.value = defined.value
      })
    } catch {
      return { ok: false, failure: { code: 'fault', words: '' } }
    }
    hash = got.value.definition
    if (completed !== hash) completeIn(isWanted ? 0 : QUIET_MS)
    return got
  }

  function completeIn(ms: number): void {
    cancel()
    cancel = clock.after(ms, () => void fetchLater())
  }

  async function fetchLater(): Promise<void> {
    if (hash === '' || completed === hash) return
    const asked = hash
    completed = asked
    const got = await getLater(asked)
    // Another definition may have come meanwhile, which asks for its own.
    if (asked !== hash) return
    if (got.ok) {
      later.value = got.value
    } else {
      completed = ''
      completeIn(AGAIN_MS * (0.5 + clock.random()))
    }
  }

  async function load(bearer: string): Promise<Result<Snapshot>> {
    const got = await loadBoth(bearer)
    under = undefined
    failure.value = got.ok ? undefined : got.failure
    return got
  }

  return {
    definition,
    later,
    failure,
    load: (bearer) => (under ??= load(bearer)),
    complete() {
      isWanted = true
      void fetchLater()
    },
    close: () => cancel(),
  }
}
