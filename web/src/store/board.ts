import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { digestPart } from '../wire/digest.ts'
import { unpackStickers } from '../wire/snapshot.ts'
import type {
  AgendaView,
  AreaId,
  Call,
  Change,
  FinderView,
  GuestName,
  Handled,
  Snapshot,
  StickerView,
  Timer,
} from '../wire/types.ts'
import { type Counts, noCounts, recount } from './counts.ts'

/** Told of stickers in batches. `live` says that they came just now, not with a snapshot. */
export type BoardWatcher = {
  onAdded(stickers: readonly StickerView[], live: boolean): void
  /** Also called for a sticker that changes, just before it is added again. */
  onRemoved(seqs: readonly number[]): void
}

/** The board as the server has confirmed it, at one rev. Nothing pending is in here. */
export type Board = {
  /** The board's id, epoch and rev; undefined until the first snapshot. */
  readonly at: ReadonlySignal<{ board: string; epoch: string; rev: number } | undefined>
  /** Content hash of the definition that the board is made of. */
  readonly definition: ReadonlySignal<string | undefined>
  readonly locked: ReadonlySignal<boolean>
  readonly ended: ReadonlySignal<boolean>
  /** The area that all screens are pointed at. */
  readonly showing: ReadonlySignal<AreaId | null>
  /** The activities in their order, and which one the board is in. */
  readonly agenda: ReadonlySignal<AgendaView>
  readonly timer: ReadonlySignal<Timer | undefined>
  /** The last invitation to come to where the board is. */
  readonly call: ReadonlySignal<Call | undefined>
  /** Signs from people's phones are switched off. */
  readonly quiet: ReadonlySignal<boolean>
  /** The board was put away. */
  readonly archived: ReadonlySignal<boolean>
  /** The names of those who want everybody to know that they are here. */
  readonly guests: ReadonlySignal<readonly string[]>
  /** What facilitators did to other people's things, oldest first. */
  readonly handled: ReadonlySignal<readonly Handled[]>
  /** Every opinion finder: the definition's in its order, then those written on this board. */
  readonly finders: ReadonlySignal<readonly FinderView[]>
  /** Facilitator only: the names that people gave. */
  readonly names: ReadonlySignal<readonly string[]>
  /** Facilitator only: those among them that their owners show to everybody. */
  readonly guestNames: ReadonlySignal<readonly GuestName[]>
  readonly counts: ReadonlySignal<Counts>
  /** By seq, oldest first but for changed ones. Read it, or `watch` it; it is not a signal. */
  readonly stickers: ReadonlyMap<number, StickerView>
  /** The check sum over `stickers`, as in the server's beat. */
  digest(): number
  /** Takes a snapshot as the new state. Throws a `WireFault` if its stickers do not fit. */
  load(snapshot: Snapshot): void
  /** Applies a frame, if it starts at exactly this rev; says whether it did. */
  apply(from: number, rev: number, changes: readonly Change[]): boolean
  /** Tells the watcher of all stickers now, and of changes until the function it gives is called. */
  watch(watcher: BoardWatcher): () => void
}

/** Makes an empty board. */
export function createBoard(): Board {
  const at = signal<{ board: string; epoch: string; rev: number } | undefined>(undefined)
  const definition = signal<string | undefined>(undefined)
  const locked = signal(false)
  const ended = signal(false)
  const showing = signal<AreaId | null>(null)
  const agenda = signal<AgendaView>({ activities: [], now: null })
  const timer = signal<Timer | undefined>(undefined)
  const call = signal<Call | undefined>(undefined)
  const quiet = signal(false)
  const archived = signal(false)
  const guests = signal<readonly string[]>([])
  const handled = signal<readonly Handled[]>([])
  const finders = signal<readonly FinderView[]>([])
  const names = signal<readonly string[]>([])
  const guestNames = signal<readonly GuestName[]>([])
  const counts = signal<Counts>(noCounts)
  const stickers = new Map<number, StickerView>()
  const watchers = new Set<BoardWatcher>()
  let digest = 0

  const replace = (gone: Iterable<number>, come: Iterable<StickerView>, live: boolean) => {
    const left: StickerView[] = []
    const added = new Map<number, StickerView>()
    for (const sticker of come) added.set(sticker.seq, sticker)
    for (const seq of new Set([...gone, ...added.keys()])) {
      const old = stickers.get(seq)
      if (old) left.push(old)
      stickers.delete(seq)
    }
    for (const sticker of left) digest = (digest - digestPart(sticker)) >>> 0
    for (const sticker of added.values()) {
      digest = (digest + digestPart(sticker)) >>> 0
      stickers.set(sticker.seq, sticker)
    }
    if (left.length === 0 && added.size === 0) return
    counts.value = recount(counts.peek(), left, [...added.values()])
    for (const watcher of watchers) {
      if (left.length > 0) watcher.onRemoved(left.map((sticker) => sticker.seq))
      if (added.size > 0) watcher.onAdded([...added.values()], live)
    }
  }

  const applySmall = (change: Change) => {
    switch (change.t) {
      case 'sticker':
      case 'sticker_gone':
        return
      case 'finder':
        finders.value = withFinder(finders.peek(), finderOf(change))
        return
      case 'agenda':
        agenda.value = change
        return
      case 'timer':
        timer.value = change.timer ?? undefined
        return
      case 'call':
        call.value = change.call ?? undefined
        return
      case 'quiet':
        quiet.value = change.quiet
        return
      case 'archived':
        archived.value = change.archived
        return
      case 'guests':
        guests.value = change.names
        return
      case 'handled':
        handled.value = [...handled.peek().filter((one) => one.rev !== change.rev), change]
        return
      case 'locked':
        locked.value = change.locked
        return
      case 'showing':
        showing.value = change.area
        return
      case 'ended':
        ended.value = change.ended
        return
      case 'defined':
        definition.value = change.definition
        return
      case 'names':
        names.value = change.names
        guestNames.value = change.guest_names ?? []
        return
      default:
        // A newer server's change, of something this page does not know.
        change satisfies never
    }
  }

  return {
    at,
    definition,
    locked,
    ended,
    showing,
    agenda,
    timer,
    call,
    quiet,
    archived,
    guests,
    handled,
    finders,
    names,
    guestNames,
    counts,
    stickers,
    digest: () => digest,
    load(snapshot) {
      const next = unpackStickers(snapshot.stickers)
      batch(() => {
        const { gone, come } = difference(stickers, next)
        replace(gone, come, false)
        at.value = { board: snapshot.board, epoch: snapshot.epoch, rev: snapshot.rev }
        definition.value = snapshot.definition
        locked.value = snapshot.locked
        ended.value = snapshot.ended
        showing.value = snapshot.showing
        agenda.value = snapshot.agenda
        timer.value = snapshot.timer
        call.value = snapshot.call
        quiet.value = snapshot.quiet ?? false
        archived.value = snapshot.archived ?? false
        guests.value = snapshot.guests ?? []
        handled.value = snapshot.handled ?? []
        finders.value = snapshot.finders
        names.value = snapshot.names ?? []
        guestNames.value = snapshot.guest_names ?? []
      })
    },
    apply(from, rev, changes) {
      const now = at.peek()
      if (!now || now.rev !== from) return false
      batch(() => {
        const { gone, come } = stickersOf(changes)
        replace(gone, come, true)
        for (const change of changes) applySmall(change)
        at.value = { ...now, rev }
      })
      return true
    },
    watch(watcher) {
      watchers.add(watcher)
      if (stickers.size > 0) watcher.onAdded([...stickers.values()], false)
      return () => watchers.delete(watcher)
    },
  }
}

function withFinder(finders: readonly FinderView[], view: FinderView): FinderView[] {
  const known = finders.some(({ id }) => id === view.id)
  return known ? finders.map((one) => (one.id === view.id ? view : one)) : [...finders, view]
}

function finderOf(change: Extract<Change, { t: 'finder' }>): FinderView {
  const { t: _, ...finder } = change
  return finder
}

/** A frame tells of each sticker at most once. */
function stickersOf(changes: readonly Change[]): { gone: number[]; come: StickerView[] } {
  const gone: number[] = []
  const come: StickerView[] = []
  for (const change of changes) {
    if (change.t === 'sticker_gone') gone.push(change.seq)
    if (change.t !== 'sticker') continue
    const { t: _, ...sticker } = change
    come.push(sticker)
  }
  return { gone, come }
}

/** So that a new snapshot moves only what differs, and the map does not blink. */
function difference(
  old: ReadonlyMap<number, StickerView>,
  next: ReadonlyMap<number, StickerView>,
): { gone: number[]; come: StickerView[] } {
  const gone = [...old.keys()].filter((seq) => !next.has(seq))
  const come = [...next.values()].filter((sticker) => !same(old.get(sticker.seq), sticker))
  return { gone, come }
}

function same(one: StickerView | undefined, other: StickerView): boolean {
  return (
    one !== undefined &&
    one.kind === other.kind &&
    one.area === other.area &&
    one.at[0] === other.at[0] &&
    one.at[1] === other.at[1] &&
    one.note === other.note &&
    one.hidden === other.hidden &&
    one.muted === other.muted &&
    one.note_standing?.is === other.note_standing?.is
  )
}
