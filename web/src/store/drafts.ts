import { signal } from '@preact/signals'
import { answer as checkAnswer } from '../wire/forms.ts'
import type { Answer } from '../wire/types.ts'
import type { Identity } from './identity.ts'
import { ownerOf } from './session.ts'

/** What somebody has begun to answer and not sent, by question. */
export type Drafts = Readonly<Record<string, Answer>>

/** Whose it is, and on which board. */
type Owner = Pick<Identity, 'code' | 'token'>

/**
 * Where half-filled answers are kept for each person: in this page, and over a reload of its tab.
 * Nothing of it is on the board, and nothing of it outlives the tab.
 */
export type DraftShelf = {
  /** What somebody has begun; read it again when it changes, as of any signal. */
  of(who: Owner): Drafts
  keep(who: Owner, finder: string, answer: Answer): void
  drop(who: Owner, finder: string): void
  /** Drops all of one person. */
  forget(who: Owner): void
  /** Drops all that this tab has on a board, whoever's it is. */
  forgetBoard(code: string): void
}

/** Makes the shelf. Without `storage` what is begun lives as long as the page. */
export function createDrafts(storage: Storage | undefined): DraftShelf {
  const all = signal<ReadonlyMap<string, Drafts>>(readAll(storage))
  const put = (key: string, drafts: Drafts) => {
    const next = new Map(all.peek())
    const some = Object.keys(drafts).length > 0
    if (some) next.set(key, drafts)
    else next.delete(key)
    all.value = next
    try {
      if (some) storage?.setItem(key, JSON.stringify(drafts))
      else storage?.removeItem(key)
    } catch {
      // The tab keeps no more: then the page does, as long as it is there.
    }
  }
  const change = (who: Owner, finder: string, answer: Answer | undefined) => {
    const { [finder]: before, ...others } = all.peek().get(keyOf(who)) ?? {}
    if (answer) put(keyOf(who), { ...others, [finder]: answer })
    else if (before) put(keyOf(who), others)
  }
  return {
    of: (who) => all.value.get(keyOf(who)) ?? {},
    keep: change,
    drop: (who, finder) => change(who, finder, undefined),
    forget: (who) => put(keyOf(who), {}),
    forgetBoard(code) {
      for (const key of all.peek().keys()) if (key.startsWith(prefixOf(code))) put(key, {})
    },
  }
}

/** Gives the tab's own storage, if the browser lets a page have it. */
export function tabStorage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

const PREFIX = 'kenspeckle.drafts.'

const prefixOf = (code: string) => `${PREFIX}${code}.`

const keyOf = ({ code, token }: Owner) => `${prefixOf(code)}${ownerOf(token)}`

function readAll(storage: Storage | undefined): Map<string, Drafts> {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? '')
  return new Map(
    keys
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => [key, readDrafts(storage?.getItem(key) ?? '')]),
  )
}

/** An older page may have kept what this one does not know. */
function readDrafts(kept: string): Drafts {
  try {
    const drafts = JSON.parse(kept) as Drafts
    for (const draft of Object.values(drafts)) checkAnswer(draft, 'draft')
    return drafts
  } catch {
    return {}
  }
}
