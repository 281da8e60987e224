import { count, each, flag, maybe, object, text } from './check.ts'
import { stickerKind } from './definition.ts'
import type {
  BoardSummary,
  Created,
  Joined,
  Links,
  Problem,
  StartOffer,
  StepOffer,
  Words,
} from './types.ts'

const linkFields = { join_code: text, join_url: text, display_url: text }

const readers = {
  joined: object<Joined>({ board: text, token: text }),
  words: object<Words>({ words: text }),
  links: object<Links>(linkFields),
  created: object<Created>({
    board: text,
    links: object<Links>(linkFields),
    facilitator_url: text,
  }),
  board: object<BoardSummary>({
    board: text,
    title: text,
    join_code: text,
    created_ms: count,
    kept_until_ms: maybe(count),
    stickers: count,
    ended: flag,
    archived: flag,
    template: text,
    starts: each(
      object<StartOffer>({
        start: text,
        title: text,
        kinds: each(stickerKind),
        agenda: each(object<StepOffer>({ id: text, kind: text, title: text })),
      }),
    ),
  }),
  problem: object<Problem>({ code: text, words: text, faults: maybe(each(text)) }),
}

type Bodies = {
  joined: Joined
  words: Words
  links: Links
  created: Created
  board: BoardSummary
  problem: Problem
}

/** Reads the body of an answer over HTTP. Throws a `WireFault` if it is not of that kind. */
export function readBody<K extends keyof Bodies>(kind: K, value: unknown): Bodies[K] {
  readers[kind](value, kind)
  return value as Bodies[K]
}
