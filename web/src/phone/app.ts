import { computed, effect, signal } from '@preact/signals'
import {
  comeBack,
  createStore,
  type Failure,
  forget,
  type Hand,
  type Identity,
  isKiosk,
  join,
  readCode,
  recall,
  remember,
  type Result,
} from '../store/index.ts'
import type { Voice } from '../ui/voice.ts'
import type { Activity, AreaId, Here, KindId, Position } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { failureWords, refusalWords } from './refusal.ts'

/** The views of the board, all of equal rank. */
export type TabId = 'map' | 'list' | 'questions' | 'card'

/** What stands over the page. */
export type SheetState =
  /** Put a sticker here. With more than one area, ask which first; null is outside all of them. */
  | { is: 'place'; areas: readonly (AreaId | null)[] }
  /** Change one of my stickers; `words`: only its note. */
  | { is: 'edit'; id: string; words: boolean }

/** The last thing I did, with its undo. Stays until the next. */
export type After =
  | { is: 'placed'; id: string; kind: KindId; area: AreaId | null }
  | { is: 'taken'; kind: KindId; area: AreaId | null; at: Position | null; note: string | null }

/** The board that this page shows. */
export const store = createStore()

export const code = signal(readCode(decodeURIComponent(location.hash.slice(1))))
/** Where one comes in. */
export const entrance = isKiosk() ? 'kiosk' : 'join'
export const screen = signal<'code' | 'return' | typeof entrance | 'board'>('code')
/** Whose board this is just now. */
export const me = signal<Identity | undefined>(undefined)
/** The three words of whoever it is, once this page knows them. */
export const threeWords = signal('')
/** What went wrong, in words, at the top of the present screen. */
export const trouble = signal('')
/** What went well, in words, where one comes in. */
export const notice = signal('')
export const tab = signal<TabId>('map')
export const sheet = signal<SheetState | undefined>(undefined)
export const after = signal<After | undefined>(undefined)
/** What the map could not do with the last tap, in words. */
export const hint = signal('')

/** Where the board has gone, for somebody who is busy with something else. */
export type Invitation = { words: string; go: () => void }
export const invitation = signal<Invitation | undefined>(undefined)
/** What I decided about the area that the facilitator shows. */
export const decided = signal<AreaId | null>(null)

const chosenKind = signal<KindId | undefined>(undefined)
/** The sticker kind that the next tap puts. */
export const kind = computed(() => {
  const kinds = store.definition.value?.kinds ?? []
  return kinds.find(({ id }) => id === chosenKind.value) ?? kinds[0]
})
export function chooseKind(id: KindId): void {
  chosenKind.value = id
  hint.value = ''
}

/** How often a view was gone to, also when it was there already. Each time it begins at its top. */
export const shows = signal(0)

/** Where I put stickers: whoever uses the list stays with it, whatever they look at between. */
let placing: TabId = 'map'
effect(() => {
  if (tab.value === 'map' || tab.value === 'list') placing = tab.value
})

/** Gives the view in which an activity takes place. */
export function viewOf({ kind }: Activity): TabId {
  return kind === 'stickers' ? placing : 'questions'
}

/** Goes to a view. */
export function show(id: TabId): void {
  // What I did last stays until the next action; looking elsewhere is none, but answering is.
  if (id === 'questions') after.value = undefined
  hint.value = ''
  tab.value = id
  shows.value += 1
}

/** The polite line; before the page is drawn nobody listens. */
export let voice: Pick<Voice, 'own' | 'others' | 'setOthers'> = {
  own: () => undefined,
  others: () => undefined,
  setOthers: () => undefined,
}
export function setVoice(speaker: Voice): void {
  voice = speaker
}

/** Begins: at the board if this device has been there, else where one comes in. */
export function begin(): void {
  addEventListener('hashchange', () => location.reload())
  store.onOutcome((outcome) => {
    if (outcome.is === 'refused') trouble.value = refusalWords(outcome.code, outcome.words)
  })
  effect(() => {
    const status = store.status.value
    if (status.is === 'stopped' && status.why === 'unknown_token') {
      comeInAnew(t('connection.unknownToken'))
    }
  })
  const known = code.value && recall(code.value)
  if (known) return enter(known)
  if (code.value) void visit(code.value)
}

/** Shows where one comes in to the board with this code, and fetches it meanwhile. */
export async function visit(to: string): Promise<void> {
  code.value = to
  history.replaceState(null, '', `#${to}`)
  screen.value = entrance
  trouble.value = ''
  const known = recall(to)
  if (known) return enter(known)
  const got = await store.peek(to)
  if (got.ok || screen.peek() !== entrance) return
  if (got.failure.code === 'unknown_code' || got.failure.code === 'unknown_token') {
    screen.value = 'code'
    trouble.value = failureWords({ code: 'unknown_code', words: '' })
  } else setTimeout(() => screen.peek() === entrance && void visit(to), 3000)
}

/** Becomes a participant, and goes to the board. Gives what went wrong, if anything. */
export async function start(here: Here, name: string): Promise<Failure | undefined> {
  const joined = await join(code.peek() ?? '', here)
  if (!joined.ok) return joined.failure
  enter(joined.value)
  if (name.trim()) store.do({ do: 'set_name', name: name.trim() })
  return undefined
}

/** Comes back with three words, and goes to the board. */
export async function restart(to: string, words: string, here: Here): Promise<Result<Identity>> {
  const joined = await comeBack(to, words, here)
  if (joined.ok) {
    code.value = to
    history.replaceState(null, '', `#${to}`)
    enter(joined.value)
    threeWords.value = words.trim()
  }
  return joined
}

/** Says anew where I am just now, and keeps it on this device. */
export function moveTo(here: Here): void {
  const who = me.peek()
  if (!who) return
  me.value = { ...who, here }
  remember(me.value)
  store.moveTo(here)
}

/** Goes back to where one comes in, as nobody yet, with a word about why: of trouble, or not. */
export function comeInAnew(why: string, well = false): void {
  if (screen.peek() !== 'board') return
  forget(code.peek() ?? '')
  store.close()
  tab.value = 'map'
  screen.value = entrance
  trouble.value = well ? '' : why
  notice.value = well ? why : ''
}

/** Forgets on this device who I am, and shows where one comes in. */
export function leave(): void {
  forget(code.peek() ?? '')
  location.reload()
}

/** Goes to the board as somebody, with what of theirs still waits. */
export function enter(who: Identity, hand?: Hand): void {
  trouble.value = notice.value = ''
  threeWords.value = ''
  me.value = who
  // Another person on the same device goes on where the one before was.
  if (screen.peek() !== 'board') beginWhereTheBoardIs()
  screen.value = 'board'
  store.start(who, hand)
}

/**
 * Whoever comes in, or back, begins where the others are: a newcomer at the welcome with a cup of
 * tea, one who is late at the question. As soon as it is known, unless they have chosen a view.
 */
function beginWhereTheBoardIs(): void {
  const before = shows.peek()
  const stop = effect(() => {
    const activity = store.activity.value
    if (!activity) return
    queueMicrotask(() => stop())
    // A board that has ended shows its map, with thanks.
    if (shows.peek() === before && !store.board.ended.peek()) tab.value = viewOf(activity)
  })
}
