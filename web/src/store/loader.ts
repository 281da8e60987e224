import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Definition, Snapshot } from '../wire/types.ts'
import { type Failure, getDefinition, getSnapshot, type Result } from './api.ts'
import type { Board } from './board.ts'

/** Fetches the board over HTTP. */
export type Loader = {
  readonly definition: ReadonlySignal<Definition | undefined>
  /** Why the board could not be fetched, until it could. */
  readonly failure: ReadonlySignal<Failure | undefined>
  /**
   * Fetches snapshot and definition and loads both. One at a time: whoever asks while one is under
   * way gets that one.
   */
  load(bearer: string): Promise<Result<Snapshot>>
}

/** Makes the loader of a board. */
export function createLoader(board: Board): Loader {
  const definition = signal<Definition | undefined>(undefined)
  const failure = signal<Failure | undefined>(undefined)
  let hash = ''
  let under: Promise<Result<Snapshot>> | undefined

  async function define(asked: string): Promise<Result<Definition>> {
    const known = definition.peek()
    return known && asked === hash ? { ok: true, value: known } : getDefinition(asked)
  }

  async function loadAll(bearer: string): Promise<Result<Snapshot>> {
    const got = await getSnapshot(bearer)
    if (!got.ok) return got
    const defined = await define(got.value.definition)
    if (!defined.ok) return defined
    try {
      batch(() => {
        board.load(got.value)
        definition.value = defined.value
      })
    } catch {
      return { ok: false, failure: { code: 'fault', words: '' } }
    }
    hash = got.value.definition
    return got
  }

  async function load(bearer: string): Promise<Result<Snapshot>> {
    const got = await loadAll(bearer)
    under = undefined
    failure.value = got.ok ? undefined : got.failure
    return got
  }

  return { definition, failure, load: (bearer) => (under ??= load(bearer)) }
}
