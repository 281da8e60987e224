import type { ClientMessage, Definition, Later, ServerMessage, Snapshot } from '../wire/types.ts'
import type { Clock } from './clock.ts'
import type { Kept, Shelf } from './shelf.ts'

/** A clock that goes on only when told to. */
export class TestClock implements Clock {
  private time = 1_790_000_000_000
  private timers: Timer[] = []
  readonly random = () => 0.5
  readonly now = () => this.time

  readonly after = (ms: number, then: () => void) => {
    const timer = { at: this.time + ms, run: then }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((one) => one !== timer)
    }
  }

  /** Lets time pass, and calls back whatever falls due, in order. */
  pass(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end)
      const next = due.reduce((one, other) => (other.at < one.at ? other : one), due[0] ?? never)
      if (next === never) break
      this.timers = this.timers.filter((timer) => timer !== next)
      this.time = Math.max(this.time, next.at)
      next.run()
    }
    this.time = end
  }
}

type Timer = { at: number; run: () => void }

const never: Timer = { at: Number.POSITIVE_INFINITY, run: () => undefined }

/** The browser's end of a WebSocket, with the test as its server. */
export class TestSocket extends EventTarget {
  readyState = 0
  readonly sent: ClientMessage[] = []

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage)
  }

  /** Called by the page. */
  close(): void {
    this.readyState = 3
  }

  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  say(message: ServerMessage | string): void {
    const data = typeof message === 'string' ? message : JSON.stringify(message)
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }

  /** Called by the server. */
  end(code: number, reason = ''): void {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason }))
  }

  /** Opens and greets. */
  welcome(more: Partial<Extract<ServerMessage, { t: 'welcome' }>> = {}): void {
    if (this.readyState === 0) this.open()
    this.say({ ...welcome, ...more })
  }
}

export const welcome: Extract<ServerMessage, { t: 'welcome' }> = {
  t: 'welcome',
  protocol: 1,
  board: 'b',
  role: 'participant',
  epoch: 'e1',
  rev: 2,
  definition: 'd1',
  join_code: 'KWMTRP',
  join_url: 'http://x/#KWMTRP',
  server_ms: 1,
  resume: 'frames',
  card: { name: null, stickers: [], answers: [] },
  signs: { hands: [], sent: {} },
  presence: { room: 1, remote: 0, displays: 0, facilitators: 0 },
}

/** A board at rev 2 with one sticker, 1, in `govan`. */
export const snapshot = (): Snapshot => ({
  board: 'b',
  epoch: 'e1',
  rev: 2,
  definition: 'd1',
  locked: false,
  ended: false,
  showing: null,
  agenda: { activities: [], now: null },
  finders: [{ id: 'line', open: true, revealed: false }],
  stickers: {
    groups: [
      {
        kind: 'lived',
        area: 'govan',
        origin: [-431000, 5586000],
        step: [1, 1],
        seq: [1],
        lon: [0],
        lat: [0],
      },
    ],
    notes: [],
    hidden: [],
  },
  digest: 0,
})

/** A shelf that outlives the page that opened it. */
export function testShelf(rows = new Map<string, Kept>()): Shelf & { rows: Map<string, Kept> } {
  return {
    rows,
    safe: true,
    all: async () => [...rows.values()],
    put: async (kept) => void rows.set(kept.id, kept),
    drop: async (id) => void rows.delete(id),
  }
}

/** What is fetched after the first screen: one question, `line`. */
export const later: Later = {
  finders: [
    {
      id: 'line',
      question: 'Where do you stand?',
      hint: null,
      threshold: 5,
      form: { form: 'line', from: 'Here', to: 'There' },
    },
  ],
  layers: [],
  labels: [],
}

/** Lets promises that are settled do their work. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve()
}

/** A definition with these areas, and a kind `lived` that goes on a whole area. */
export const definitionOf = (areas: readonly string[]): Definition => ({
  id: 'd',
  title: 'Town',
  language: 'en',
  welcome: { heading: 'Hello', text: '' },
  attribution: [],
  bounds: [0, 0, 1, 1],
  street_grid: [160, 90],
  area_types: [{ id: 'estate', name: 'Estate', plain: '' }],
  areas: areas.map((id) => ({
    id,
    name: id,
    also: [],
    note: null,
    type: 'estate',
    centre: [0, 0],
    size_m2: 1,
    polygons: [],
  })),
  kinds: [
    {
      id: 'lived',
      label: 'I lived here',
      short: 'lived',
      shape: 'house',
      colour: 'coral',
      precision: 'area',
    },
  ],
  finders: [],
  base: { step: 1, layers: [], labels: [] },
})
