import type { Command } from '../wire/types.ts'
import { readLocal, writeLocal } from './local.ts'

/** A command that is kept until the server has it. */
export type Kept = { id: string; command: Command }

/** Where one owner's commands are kept. */
export type Shelf = {
  /** Whether what is kept survives a reload. */
  readonly safe: boolean
  /** All that is kept, in any order. */
  all(): Promise<Kept[]>
  put(kept: Kept): Promise<void>
  drop(id: string): Promise<void>
}

/** Opens the best shelf that this browser has: IndexedDB, local storage, or only this page. */
export async function openShelf(owner: string): Promise<Shelf> {
  try {
    const shelf = databaseShelf(await openDatabase(), owner)
    await shelf.all()
    return shelf
  } catch {
    const probe = `kenspeckle.probe`
    const local = writeLocal(probe, '1') && writeLocal(probe, undefined)
    return local ? localShelf(owner) : pageShelf()
  }
}

type Row = Kept & { owner: string }

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('kenspeckle', 1)
    asked.addEventListener('upgradeneeded', () =>
      asked.result.createObjectStore('outbox', { keyPath: ['owner', 'id'] }),
    )
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error))
    asked.addEventListener('blocked', () => reject(new Error('blocked')))
  })
}

function databaseShelf(database: IDBDatabase, owner: string): Shelf {
  const run = <T>(mode: IDBTransactionMode, ask: (rows: IDBObjectStore) => IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      const transaction = database.transaction('outbox', mode)
      const asked = ask(transaction.objectStore('outbox'))
      transaction.addEventListener('complete', () => resolve(asked.result))
      transaction.addEventListener('error', () => reject(transaction.error))
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
  return {
    safe: true,
    async all() {
      // Keys are lists; an empty list sorts after every text.
      const range = IDBKeyRange.bound([owner], [owner, []])
      const rows = await run<Row[]>('readonly', (store) => store.getAll(range))
      return rows.map(({ id, command }) => ({ id, command }))
    },
    put: async (kept) => void (await run('readwrite', (store) => store.put({ owner, ...kept }))),
    drop: async (id) => void (await run('readwrite', (store) => store.delete([owner, id]))),
  }
}

function localShelf(owner: string): Shelf {
  const key = `kenspeckle.outbox.${owner}`
  const read = (): Kept[] => {
    try {
      return JSON.parse(readLocal(key) ?? '[]') as Kept[]
    } catch {
      return []
    }
  }
  const write = async (kept: Kept[]) => {
    if (!writeLocal(key, kept.length > 0 ? JSON.stringify(kept) : undefined)) {
      throw new Error('local storage is full')
    }
  }
  return {
    safe: true,
    all: async () => read(),
    put: (kept) => write([...read().filter(({ id }) => id !== kept.id), kept]),
    drop: (id) => write(read().filter((kept) => kept.id !== id)),
  }
}

/** Nothing to keep in: the page itself holds what waits, and says so. */
function pageShelf(): Shelf {
  const kept = new Map<string, Kept>()
  return {
    safe: false,
    all: async () => [...kept.values()],
    put: async (one) => void kept.set(one.id, one),
    drop: async (id) => void kept.delete(id),
  }
}
