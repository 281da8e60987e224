import { COMMAND_BURST, type Command, type Definition } from '../../../web/src/wire/types.ts'
import { type Guest, join } from './crowd.ts'

/** So many connect at once: a hall, not a flood. */
const TOGETHER = 20
/** So many commands a second each may send without being told to wait. */
const PACE = 4

/** Puts stickers on a board through real connections, as many people within their pace. */
export async function fill(
  origin: string,
  code: string,
  definition: Definition,
  stickers: number,
): Promise<void> {
  const commands = mixed(Array.from({ length: stickers }, (_, at) => sticker(definition, at)))
  const hands: Command[][] = []
  while (commands.length > 0) hands.push(commands.splice(0, COMMAND_BURST))
  while (hands.length > 0) {
    await Promise.all(hands.splice(0, TOGETHER).map((hand) => put(origin, code, hand)))
  }
}

/** Puts stickers on a board, so many a second, until the function it gives is called. */
export async function trickle(
  origin: string,
  code: string,
  definition: Definition,
  perSecond: number,
): Promise<() => Promise<number>> {
  const guests = await Promise.all(
    Array.from({ length: Math.ceil(perSecond / PACE) }, () => join(origin, code)),
  )
  const sent: Promise<string>[] = []
  const timer = setInterval(() => {
    const guest = guests[sent.length % guests.length]
    if (guest) sent.push(guest.do(sticker(definition, 100_000 + sent.length)))
  }, 1000 / perSecond)
  return async () => {
    clearInterval(timer)
    await Promise.all(sent)
    for (const guest of guests) guest.leave()
    return sent.length
  }
}

/**
 * Puts stickers on a board, so many a second, and takes back as many that were put before, so that
 * the board stays as full as it was; until the function it gives is called. That gives how many
 * were put.
 */
export async function tide(
  origin: string,
  code: string,
  definition: Definition,
  perSecond: number,
): Promise<() => Promise<number>> {
  const guests = await Promise.all(
    Array.from({ length: Math.ceil((2 * perSecond) / PACE) }, () => join(origin, code)),
  )
  const put = new Map<Guest, string>()
  const free = [...guests]
  const under = new Set<Promise<void>>()
  let count = 0
  const turn = async (guest: Guest) => {
    const before = put.get(guest)
    put.set(guest, await guest.do(sticker(definition, 100_000 + count++)))
    if (before) await guest.do({ do: 'take_back', sticker: before })
    free.push(guest)
  }
  const timer = setInterval(() => {
    const guest = free.shift()
    if (!guest) return
    const turned = turn(guest).finally(() => under.delete(turned))
    under.add(turned)
  }, 1000 / perSecond)
  return async () => {
    clearInterval(timer)
    await Promise.all(under)
    for (const guest of guests) guest.leave()
    return count
  }
}

/**
 * Gives things in an order without order, the same each time: as people come to it. How small a board
 * packs then does not hang on how quickly this machine lets them by each other.
 */
function mixed<T>(things: readonly T[]): T[] {
  let chance = 1
  const keyed = things.map((thing) => {
    chance = (chance * 48_271) % 2_147_483_647
    return { thing, chance }
  })
  return keyed.toSorted((one, other) => one.chance - other.chance).map(({ thing }) => thing)
}

async function put(origin: string, code: string, hand: readonly Command[]): Promise<void> {
  const guest: Guest = await join(origin, code)
  await Promise.all(hand.map((command) => guest.do(command)))
  guest.leave()
}

/** The same sticker for the same number: every measurement meets the same board. */
function sticker({ areas, kinds, bounds }: Definition, at: number): Command {
  const kind = kinds[at % kinds.length]
  const area = areas[(Math.floor(at / kinds.length) * 7) % areas.length]
  if (!kind || !area) throw new Error('a definition without kinds or areas')
  const note = at % 25 === 0 ? { note: `We used to meet here on Fridays. ${at}` } : {}
  if (kind.precision === 'area')
    return { do: 'place', kind: kind.id, place: { area: area.id }, ...note }
  const [west, south, east, north] = bounds
  const spread = (seed: number) => ((at * seed) % 9973) / 9973
  const lon = Math.round(west + spread(7919) * (east - west))
  const lat = Math.round(south + spread(6133) * (north - south))
  return { do: 'place', kind: kind.id, place: { point: [lon, lat] }, ...note }
}
