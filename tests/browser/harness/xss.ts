import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { arrive, type Guest } from './crowd.ts'
import { PAYLOADS } from './payloads.ts'
import type { Town } from './town.ts'

/** Gives the facilitator without a page. */
export async function leaderOf(town: Town): Promise<Guest> {
  const { page } = await town.facilitator()
  return arrive(town.origin(), new URL(page.url()).hash.slice(1))
}

/** Demands that nothing ran; the harness demands that no page asked, complained or reported. */
export async function expectNothingRan(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    const found = await page.evaluate(() => ({
      ran: 'ran' in window,
      made: [...document.querySelectorAll('*')]
        .filter((one) => one.getAttributeNames().some((name) => name.startsWith('on')))
        .map((one) => one.outerHTML),
      strangers: document.querySelectorAll(
        'iframe, object, embed, base, marquee, math, body svg script',
      ).length,
    }))
    expect(found).toEqual({ ran: false, made: [], strangers: 0 })
  }
}

/** Unfolds everything that is folded. */
export async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
  })
}

/** So many payloads come between two frames. */
const BETWEEN_FRAMES = 50

/**
 * Types every payload into every text field of `root` that can be seen, one after the other, and gives the
 * names of the fields. Typing ends with the field empty.
 */
export async function typeAll(root: Page | Locator): Promise<string[]> {
  const fields = root.locator(
    'textarea:visible, input:visible:not([readonly]):is([type=text], [type=search], [type=number], :not([type]))',
  )
  const names: string[] = []
  for (const field of await fields.elementHandles()) {
    // What was typed before may have folded it away.
    if (!(await field.isVisible())) continue
    names.push(await field.evaluate(typeInto, { payloads: PAYLOADS, BETWEEN_FRAMES }))
  }
  return names
}

async function typeInto(
  field: Element,
  { payloads, BETWEEN_FRAMES }: { payloads: readonly string[]; BETWEEN_FRAMES: number },
): Promise<string> {
  const box = field as HTMLInputElement
  const name = box.labels?.[0]?.textContent ?? box.getAttribute('aria-label') ?? box.outerHTML
  for (const [at, payload] of [...payloads, ''].entries()) {
    if (!box.isConnected) throw new Error(`${name} has gone`)
    box.value = payload
    box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    if (at % BETWEEN_FRAMES === 0) await new Promise(requestAnimationFrame)
    else await Promise.resolve()
  }
  return name.trim()
}
