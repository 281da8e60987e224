import { computed, signal } from '@preact/signals'
import { type Failure, joinAnother } from '../../store/index.ts'
import type { Person } from '../../store/people.ts'
import {
  type AreaId,
  type Command,
  type Definition,
  type KindId,
  STICKERS_PER_PERSON,
} from '../../wire/types.ts'
import { code, me, store } from '../app.ts'
import { placeOf } from '../where.ts'
import { addPeople, courier, noteOf, people, refusedDots, unsentOf } from './party.ts'

/** How many dots of a kind lie on an area. */
export type Counted = { kind: KindId; area: AreaId; count: number }

/** What has been counted so far and is not on its way; stays until it is, wherever one looks. */
export const counted = signal<readonly Counted[]>([])

/** How many dots that is. */
export const countedDots = computed(() => sum(counted.value.map(({ count }) => count)))

const papers = computed(() => people.value.filter(({ is }) => is === 'paper'))

/** How far the dots that were put last have come: `all` is 0 when there were none. */
export const progress = computed(() => {
  const all = sum(papers.value.map(({ round = 0 }) => round))
  const known = papers.value.every((one) => one.token === me.value?.token || isCarried(one))
  const unsent = known ? sum(papers.value.map(unsentOf)) : all
  return { all, saved: Math.max(0, all - unsent - refusedDots.value.count), unsent }
})

/** Gives how many dots of a kind are counted on an area. */
export function countOf(kind: KindId, area: AreaId): number {
  return counted.value.find((one) => one.kind === kind && one.area === area)?.count ?? 0
}

/** Counts so many dots of a kind on an area, and no other number. */
export function setCount(kind: KindId, area: AreaId, count: number): void {
  const whole = Math.max(0, Math.min(STICKERS_PER_PERSON, Math.floor(count) || 0))
  const others = counted.peek().filter((one) => one.kind !== kind || one.area !== area)
  counted.value = whole > 0 ? [...others, { kind, area, count: whole }] : others
}

/** Puts everything counted on the board. Gives what went wrong, if anything; then nothing is put. */
export async function putDots(): Promise<Failure | undefined> {
  const definition = store.definition.peek()
  if (!definition) return undefined
  const commands = counted.peek().flatMap((one) => commandsOf(definition, one))
  const sheets = await sheetsFor(commands.length)
  if (!Array.isArray(sheets)) return sheets
  refusedDots.value = { count: 0, words: '' }
  for (const { token } of papers.peek()) noteOf(token, { round: 0 })
  await Promise.all(
    sheets.map(async ({ token, put = 0 }) => {
      const own = commands.splice(0, STICKERS_PER_PERSON - put)
      await courier.add(token, own)
      noteOf(token, { put: put + own.length, round: own.length })
    }),
  )
  counted.value = []
  return undefined
}

/** Gives papers with room for so many dots, new ones as needed: each is a participant. */
async function sheetsFor(dots: number): Promise<Person[] | Failure> {
  const sheets = papers
    .peek()
    .filter(({ token, put = 0 }) => put < STICKERS_PER_PERSON && courier.carries(token))
  let room = sum(sheets.map(({ put = 0 }) => STICKERS_PER_PERSON - put))
  const more: Person[] = []
  for (; room < dots; room += STICKERS_PER_PERSON) {
    const joined = await joinAnother(code.peek() ?? '', store.here())
    if (!joined.ok) return joined.failure
    const number = papers.peek().length + more.length + 1
    more.push({ ...joined.value, is: 'paper', name: number > 1 ? String(number) : '' })
  }
  addPeople(more)
  for (const sheet of more) void courier.carry(sheet, false)
  return [...sheets, ...more]
}

function commandsOf(definition: Definition, { kind: id, area, count }: Counted): Command[] {
  const kind = definition.kinds.find((kind) => kind.id === id)
  const place = kind && placeOf(definition, kind, { area })
  if (!place) return []
  return Array.from({ length: count }, () => ({ do: 'place', kind: id, place }))
}

function isCarried({ token }: Person): boolean {
  return courier.outboxes.value.has(token)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
