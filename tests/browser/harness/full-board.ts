import type { Browser } from 'playwright-core'
import type { Town } from './town.ts'
import { joined } from './crowd.ts'
import { fill } from './fill.ts'
import { noteMarks } from './marks.ts'
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

/** Puts 5,000 stickers on a town's board. */
export function fillUp(town: Town): Promise<void> {
  return fill(town.origin(), town.code, town.definition, STICKERS)
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
