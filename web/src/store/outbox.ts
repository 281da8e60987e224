import { signal } from '@preact/signals'
import type { AckOutcome, ClientMessage, Command, RefusalCode } from '../wire/types.ts'
import { about } from './about.ts'
import { type Clock, nothing } from './clock.ts'
import { idMaker } from './ids.ts'
import type { Kept, Shelf } from './shelf.ts'
import { nudgeTabs, onNudge } from './tabs.ts'

/** A command may wait this long for its ack before the page says 'Not saved yet', in milliseconds. */
export const LATE_MS = 3000

/** A server that has not answered for this long, in milliseconds, is asked over a new connection. */
const STUCK_MS = 15_000

/** Commands that may be under way at once, as long as the server takes them at that pace. */
const WINDOW = 8

/** What became of a command. */
export type Outcome =
  | { is: 'saved'; id: string; command: Command; rev: number; repeated: boolean }
  | { is: 'refused'; id: string; command: Command; code: RefusalCode; words: string }

/** What an outbox needs. `owner` tells its person on its board from others on this device. */
export type OutboxParts = {
  owner: string
  openShelf: (owner: string) => Promise<Shelf>
  clock: Clock
} & OutboxEars

/** Whom an outbox tells. */
export type OutboxEars = {
  onOutcome: (outcome: Outcome) => void
  /** Called when the server leaves a command without an answer. */
  onStuck: () => void
}

type Item = Kept & { since: number; sent: boolean; kept: boolean; sentAt: number }

/** Keeps commands until they are acked, over lost connections and reloads, in their order. */
export class Outbox {
  /** What the server has not acked, oldest first. */
  readonly waiting = signal<readonly Kept[]>([])
  /** How many are 'not saved yet': 0 while all goes at its usual pace. */
  readonly unsaved = signal(0)
  /** Whether the server says that it cannot store anything just now. */
  readonly notStoring = signal(false)
  /** Whether what waits would survive closing the page. */
  readonly safe = signal(true)
  /** Settled once what an earlier page kept is there. */
  readonly ready: Promise<void>

  private readonly owner: string
  private readonly clock: Clock
  private ears: OutboxEars
  private readonly shelf: Promise<Shelf>
  private items: readonly Item[] = []
  private makeId: () => string
  private send: ((message: ClientMessage) => void) | undefined
  private awaySince: number
  private pausedUntil = 0
  private window = WINDOW
  private cancelTimer = nothing
  private readonly stopListening: () => void
  private closed = false
  private keeping: Promise<unknown> = Promise.resolve()

  constructor({ owner, openShelf, clock, ...ears }: OutboxParts) {
    this.owner = owner
    this.clock = clock
    this.ears = ears
    this.makeId = idMaker(clock.now)
    this.awaySince = clock.now()
    this.shelf = openShelf(owner)
    this.stopListening = onNudge(owner, () => void this.reread())
    this.ready = this.reread()
  }

  /** Tells somebody else from now on. */
  tell(ears: OutboxEars): void {
    this.ears = ears
  }

  /** Takes a command and gives its id. */
  add(command: Command): string {
    const since = this.clock.now()
    const item = { id: this.makeId(), command, since, sent: false, sentAt: 0, kept: false }
    this.items = [...this.items, item]
    this.keeping = Promise.all([this.keeping, this.keep(item)])
    this.changed()
    return item.id
  }

  /** Settled once all that was added so far is kept, as far as this browser can keep it. */
  kept(): Promise<unknown> {
    return this.keeping
  }

  /** The connection is ready: sends all that waits, in order. */
  connected(send: (message: ClientMessage) => void): void {
    this.send = send
    this.pausedUntil = 0
    this.changed()
  }

  /** The connection is gone: what was under way will be sent again. */
  disconnected(): void {
    if (this.send) this.awaySince = this.clock.now()
    this.send = undefined
    this.notStoring.value = false
    for (const item of this.items) item.sent = false
    this.changed()
  }

  /** The server has stored a command. */
  acked(id: string, rev: number, outcome: AckOutcome): void {
    this.notStoring.value = false
    const command = this.remove(id)
    if (command && outcome.is === 'refused') {
      this.ears.onOutcome({ is: 'refused', id, command, code: outcome.code, words: outcome.words })
    } else if (command) {
      this.ears.onOutcome({ is: 'saved', id, command, rev, repeated: outcome.is === 'repeated' })
    }
    this.changed()
  }

  /** The server did not take a command: for good, or until it is sent again after `retryMs`. */
  refused(id: string, code: RefusalCode, words: string, retryMs?: number): void {
    if (code === 'not_stored') this.notStoring.value = true
    if (retryMs !== undefined) this.pause(id, retryMs)
    else {
      const command = this.remove(id)
      if (command) this.ears.onOutcome({ is: 'refused', id, command, code, words })
    }
    this.changed()
  }

  close(): void {
    this.closed = true
    this.cancelTimer()
    this.stopListening()
  }

  /** From now on one goes at a time, so that none overtakes another that is refused for now. */
  private pause(id: string, retryMs: number): void {
    for (const item of this.items) if (item.id === id) item.sent = false
    this.window = 1
    // Jittered: a hall of phones must not all try again in the same instant.
    const wait = retryMs * (1 + 0.5 * this.clock.random())
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + wait)
  }

  private changed(): void {
    if (this.closed) return
    if (this.items.length === 0) this.window = WINDOW
    this.waiting.value = this.items.map(({ id, command }) => ({ id, command }))
    this.pump()
    this.watchTime()
    if (this.stuckIn() <= 0) this.ears.onStuck()
  }

  private pump(): void {
    if (!this.send || this.clock.now() < this.pausedUntil) return
    let underWay = this.items.filter((item) => item.sent).length
    const earlier = new Set<string>()
    for (const item of this.items) {
      const thing = about(item.id, item.command)
      if (!item.sent && underWay < this.window && !earlier.has(thing)) {
        item.sent = true
        item.sentAt = this.clock.now()
        underWay += 1
        this.send({ t: 'command', id: item.id, command: item.command })
      }
      earlier.add(thing)
    }
  }

  /** Says how many are late, and looks again when that, or the pause, may change. */
  private watchTime(): void {
    this.cancelTimer()
    const now = this.clock.now()
    const gone = this.send ? now : this.awaySince
    const lateIn = Math.min(gone, ...this.items.map((item) => item.since)) + LATE_MS - now
    this.unsaved.value = lateIn > 0 ? 0 : this.items.length
    if (this.items.length === 0) return
    const waits = [lateIn, this.pausedUntil - now, this.stuckIn()].filter((ms) => ms > 0)
    if (waits.length > 0) {
      this.cancelTimer = this.clock.after(Math.min(...waits), () => this.changed())
    }
  }

  /** Milliseconds until the oldest command under way has waited too long for any answer. */
  private stuckIn(): number {
    const sent = this.items.filter((item) => item.sent)
    return Math.min(...sent.map((item) => item.sentAt)) + STUCK_MS - this.clock.now()
  }

  private async keep(item: Item): Promise<void> {
    try {
      await (await this.shelf).put({ id: item.id, command: item.command })
    } catch {
      this.safe.value = false
      return
    }
    item.kept = true
    // Acked in the meantime: then it must not stay.
    if (this.items.includes(item)) nudgeTabs(this.owner)
    else await this.unkeep(item.id)
  }

  private remove(id: string): Command | undefined {
    const item = this.items.find((item) => item.id === id)
    this.items = this.items.filter((item) => item.id !== id)
    if (item?.kept) void this.unkeep(id)
    return item?.command
  }

  /** If this fails, the command is sent once more by the next page, which does nothing twice. */
  private async unkeep(id: string): Promise<void> {
    try {
      await (await this.shelf).drop(id)
      nudgeTabs(this.owner)
    } catch {
      this.safe.value = false
    }
  }

  /** Takes in what an earlier page or another tab keeps, and lets go of what that tab got acked. */
  private async reread(): Promise<void> {
    try {
      const shelf = await this.shelf
      const kept = await shelf.all()
      this.safe.value = shelf.safe
      this.merge(kept)
    } catch {
      this.safe.value = false
    }
  }

  private merge(kept: readonly Kept[]): void {
    const there = new Set(kept.map((one) => one.id))
    const here = new Set(this.items.map((item) => item.id))
    const left = this.items.filter((item) => !item.kept || there.has(item.id))
    const since = this.clock.now()
    const fresh = kept
      .filter((one) => !here.has(one.id))
      .map(({ id, command }) => ({ id, command, since, sent: false, sentAt: 0, kept: true }))
    this.items = inOrder([...left, ...fresh])
    const last = this.items[this.items.length - 1]
    if (last) this.makeId = idMaker(this.clock.now, last.id)
    this.changed()
  }
}

/** Ids sort in the order of their making. */
function inOrder<T extends { id: string }>(items: T[]): T[] {
  // oxlint-disable-next-line unicorn/no-array-sort -- toSorted is younger than the oldest browsers
  return items.sort((one, other) => (one.id < other.id ? -1 : 1))
}
