import { object, text } from './check.ts'
import type { Created, Joined, Links, Problem, Words } from './types.ts'

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
  problem: object<Problem>({ code: text, words: text }),
}

type Bodies = { joined: Joined; words: Words; links: Links; created: Created; problem: Problem }

/** Reads the body of an answer over HTTP. Throws a `WireFault` if it is not of that kind. */
export function readBody<K extends keyof Bodies>(kind: K, value: unknown): Bodies[K] {
  readers[kind](value, kind)
  return value as Bodies[K]
}
