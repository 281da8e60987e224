import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { Town } from './town.ts'
import { arrive, joined } from './crowd.ts'
import { fill } from './fill.ts'
import { noteMarks } from './marks.ts'
import { until } from './until.ts'
import { type Visitor, visit } from './visitor.ts'

/** As many stickers as a city's evening may bring. */
export const STICKERS = 5000

/** The cheap phone that the budgets are set for. */
export const CHEAP_PHONE = {
  viewport: { width: 360, height: 660 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

/** Puts 5,000 stickers on a town's board, in the step of the agenda in which they are put. */
export async function fillUp(town: Town): Promise<void> {
  const leader = await arrive(town.origin(), new URL(town.links().facilitator).hash.slice(1))
  await leader.do({ do: 'go_to', activity: 'stickers' })
  leader.leave()
  await fill(town.origin(), town.code, town.definition, STICKERS)
}

/** Much smaller than what zlib makes of it at best. */
const SQUEEZED = 0.97

/** Waits until the definition comes as small as it becomes some time after the start. */
export async function squeezed(town: Town): Promise<void> {
  const { token } = await joined(town.origin(), town.code)
  const get = (path: string, headers: Record<string, string>) =>
    fetch(`${town.origin()}${path}`, { headers })
  const snapshot = await get('/api/snapshot', { Authorization: `Bearer ${token}` })
  const { definition } = (await snapshot.json()) as { definition: string }
  const first = (coding: string) =>
    get(`/api/definitions/${definition}/first`, { 'Accept-Encoding': coding })
  const plain = Buffer.from(await (await first('identity')).arrayBuffer())
  const atOnce = gzipSync(plain, { level: 9 }).length
  await until('the definition is squeezed', async () => {
    const answer = await first('gzip')
    await answer.arrayBuffer()
    return Number(answer.headers.get('content-length')) < SQUEEZED * atOnce
  })
}

/** Somebody who has joined before, with an empty cache, about to open the link. */
export async function returning(browser: Browser, town: Town): Promise<Visitor> {
  const me = await joined(town.origin(), town.code)
  const visitor = await visit(browser, Number(new URL(town.origin()).port), CHEAP_PHONE)
  await noteMarks(visitor.page, town.definition.title)
  await visitor.page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
    `kenspeckle.me.${town.code}`,
    JSON.stringify({ ...me, here: 'room' }),
  ] as const)
  return visitor
}

/**
 * Makes everything wait twenty times longer that a page puts off for a second or more, so that on a
 * busy machine it does not slip in among what the page needs at first.
 */
export async function holdBackLater({ page }: Visitor): Promise<void> {
  await page.addInitScript(() => {
    const native = window.setTimeout
    const held = (work: () => void, ms = 0) => native(work, ms < 1000 ? ms : 20 * ms)
    Object.assign(window, { setTimeout: held })
  })
}
