import { WireFault } from '../wire/check.ts'
import { readDefinition, readLater } from '../wire/definition.ts'
import { readBody } from '../wire/http.ts'
import { readSnapshot } from '../wire/snapshot.ts'
import type {
  BoardSummary,
  Created,
  Definition,
  Joined,
  Later,
  Links,
  NewBoard,
  ProblemCode,
  Snapshot,
  Words,
} from '../wire/types.ts'

/** Why a request failed: the server's reason, or that it could not be reached. */
export type Failure = {
  code: ProblemCode | 'offline'
  words: string
  /** The mistakes of a board that was asked for. */
  faults?: readonly string[]
}

/** What came of a request. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** Somebody waits for the answer, in milliseconds; then they are told that there is none. */
const PATIENCE_MS = 10_000

/** Becomes a participant of the board with this join code. */
export function join(code: string): Promise<Result<Joined>> {
  return post('/api/join', { code }, (body) => readBody('joined', body))
}

/** Becomes again the participant with these three words, on this device. */
export function comeBack(code: string, words: string): Promise<Result<Joined>> {
  return post('/api/return', { code, words }, (body) => readBody('joined', body))
}

/** Makes a new three-word code for the participant with this token; an older one is void. */
export function makeWords(token: string): Promise<Result<Words>> {
  return post('/api/words', {}, (body) => readBody('words', body), token)
}

/** Facilitator: gives the links of the board to share. */
export function getLinks(token: string): Promise<Result<Links>> {
  return post('/api/links', {}, (body) => readBody('links', body), token)
}

/** Facilitator: makes a new, empty board. */
export function makeBoard(token: string, wishes: NewBoard): Promise<Result<Created>> {
  // A file takes its time on hall Wi-Fi.
  const patience = wishes.geojson ? 9 * PATIENCE_MS : PATIENCE_MS
  return post('/api/boards', wishes, (body) => readBody('created', body), token, patience)
}

/** Facilitator: gives what a list of boards says of theirs. */
export function getBoard(token: string): Promise<Result<BoardSummary>> {
  const read = (body: unknown) => readBody('board', body)
  return request('/api/board', { headers: authorized(token) }, read)
}

/** Gets the board as it is now, as the bearer (a token or a join code) may see it. */
export function getSnapshot(bearer: string): Promise<Result<Snapshot>> {
  return request('/api/snapshot', { headers: authorized(bearer) }, readSnapshot)
}

/**
 * Gets what the first screen shows of a definition, by its content hash.
 *
 * The credentials mode is that of `<link rel="preload" as="fetch" crossorigin="anonymous">`, so that
 * a preloaded answer is used.
 */
export function getDefinition(hash: string): Promise<Result<Definition>> {
  return request(partOf(hash, 'first'), { credentials: 'same-origin' }, readDefinition)
}

/** Gets the rest of a definition. */
export function getLater(hash: string): Promise<Result<Later>> {
  return request(partOf(hash, 'later'), { credentials: 'same-origin' }, readLater)
}

function partOf(hash: string, part: 'first' | 'later'): string {
  return `/api/definitions/${encodeURIComponent(hash)}/${part}`
}

/** The address of a board's QR code, as an image. */
export function qrAddress(joinCode: string): string {
  return `/api/qr/${encodeURIComponent(joinCode)}.svg`
}

function post<T>(
  url: string,
  body: object,
  read: (body: unknown) => T,
  bearer?: string,
  patienceMs = PATIENCE_MS,
): Promise<Result<T>> {
  const headers = { 'Content-Type': 'application/json', ...(bearer ? authorized(bearer) : {}) }
  // A network that swallows everything says nothing by itself.
  const patience = new AbortController()
  setTimeout(() => patience.abort(), patienceMs)
  const { signal } = patience
  return request(url, { method: 'POST', headers, body: JSON.stringify(body), signal }, read)
}

function authorized(bearer: string): Record<string, string> {
  return { Authorization: `Bearer ${bearer}` }
}

async function request<T>(
  url: string,
  init: RequestInit,
  read: (body: unknown) => T,
): Promise<Result<T>> {
  try {
    const answer = await fetch(url, init)
    const body: unknown = await answer.json()
    if (answer.ok) return { ok: true, value: read(body) }
    return { ok: false, failure: readBody('problem', body) }
  } catch (fault) {
    // Not our server's words (a proxy's page, perhaps), or no answer at all.
    const code = fault instanceof WireFault ? 'fault' : 'offline'
    return { ok: false, failure: { code, words: '' } }
  }
}
