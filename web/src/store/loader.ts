import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Definition, Later, Snapshot } from '../wire/types.ts'
import { type Failure, getDefinition, getLater, getSnapshot, type Result } from './api.ts'
import type { Board } from './board.ts'

/** Fetches the board over HTTP. */
export type Loader = {
  /** What the first screen shows. */
  readonly definition: ReadonlySignal<Definition | undefined>
  /** The rest of the same definition, a moment later. */
  readonly later: ReadonlySignal<Later | undefined>
  /** Why the board could not be fetched, until it could. */
  readonly failure: ReadonlySignal<Failure | undefined>
  /**
   * Fetches snapshot and definition, loads both, and then fetches the definition's rest. One at a
   * time: whoever asks while one is under way gets that one.
   */
  load(bearer: string): Promise<Result<Snapshot>>
}

/** Makes the loader of a board. */
export function createLoader(board: Board): Loader {
  const definition = signal<Definition | undefined>(undefined)
  const later = signal<Later | undefined>(undefined)
  const failure = signal<Failure | undefined>(undefined)
  let hash = ''
  let under: Promise<Result<Snapshot>> | undefined

  async function define(asked: string): Promise<Result<Definition>> {
    const known = definition.peek()
    return known && asked === hash ? { ok: true, value: known } : getDefinition(asked)
  }

  async function loadFirst(bearer: string): Promise<Result<Snapshot>> {
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
    return got
  }

  async function loadAll(bearer: string): Promise<Result<Snapshot>> {
    const got = await loadFirst(bearer)
    if (!got.ok || later.peek()) return got
    const rest = await getLater(hash)
    if (!rest.ok) return rest
    later.value = rest.value
    return got
  }

  async function load(bearer: string): Promise<Result<Snapshot>> {
    const got = await loadAll(bearer)
    under = undefined
    failure.value = got.ok ? undefined : got.failure
    return got
  }

  return { definition, later, failure, load: (bearer) => (under ??= load(bearer)) }
}
