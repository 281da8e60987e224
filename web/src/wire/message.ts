import {
  anObject,
  count,
  each,
  flag,
  maybe,
  object,
  oneOf,
  tagged,
  text,
  WireFault,
} from './check.ts'
import type {
  AckOutcome,
  Change,
  Hand,
  OwnChange,
  Presence,
  ServerMessage,
  Signs,
  Truth,
} from './types.ts'
import { card, changes, ownChanges } from './views.ts'

const presenceFields = {
  room: count,
  remote: count,
  displays: count,
  facilitators: count,
} satisfies Record<keyof Presence, unknown>

const truthFields = {
  joined: count,
  placed: count,
  answered: maybe(count),
  busy: count,
  unsent: count,
  slow: count,
  lost: count,
  not_storing: maybe(flag),
} satisfies Record<keyof Truth, unknown>

const signsFields = {
  hands: each(object<Hand>({ number: count, name: maybe(text), here: text })),
  more: maybe(count),
  // A newer server may know more signs; whoever shows them looks for those they know.
  sent: anObject,
  mine: maybe(count),
} satisfies Record<keyof Signs, unknown>

// A newer server may refuse for new reasons; the words that come with them are shown then.
const outcome = tagged<AckOutcome, 'is'>('is', {
  changed: {},
  refused: { code: text, words: text },
  repeated: {},
})

const message = tagged<ServerMessage, 't'>('t', {
  welcome: {
    protocol: count,
    board: text,
    role: oneOf('participant', 'display', 'facilitator', 'system'),
    epoch: text,
    rev: count,
    definition: text,
    join_code: text,
    join_url: text,
    server_ms: count,
    resume: oneOf('frames', 'snapshot'),
    card: maybe(card),
    presence: object<Presence>(presenceFields),
    signs: object<Signs>(signsFields),
  },
  ack: { id: text, rev: count, outcome },
  refused: { id: text, code: text, words: text, retry_ms: maybe(count) },
  frame: { from: count, rev: count, changes: each(tagged<Change, 't'>('t', changes)) },
  own: { rev: count, changes: each(tagged<OwnChange, 't'>('t', ownChanges)) },
  presence: presenceFields,
  signs: signsFields,
  truth: truthFields,
  beat: { rev: count, digest: count },
  resync: {},
})

/**
 * Reads one message of the server.
 *
 * A message of an unknown `t` comes back as it is, for the reader's `switch` to skip: a newer server
 * may say new things. Anything else that is not of the protocol throws a `WireFault`.
 */
export function readMessage(data: unknown): ServerMessage {
  const value = readJson(data)
  message(value, 'message')
  return value as ServerMessage
}

/** Reads JSON text. Throws a `WireFault` if it is none. */
export function readJson(data: unknown): unknown {
  try {
    return JSON.parse(data as string)
  } catch {
    throw new WireFault('not JSON')
  }
}
