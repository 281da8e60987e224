import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { arrive, type Guest } from './crowd.ts'
import { kept, PAYLOADS } from './payloads.ts'
import type { Town } from './town.ts'
import { PATIENCE_MS } from './until.ts'

/** Gives the facilitator without a page. */
export function leaderOf(town: Town): Promise<Guest> {
  return arrive(town.origin(), new URL(town.links().facilitator).hash.slice(1))
}

/** How pages are visited that are read hundreds of times: nothing glides, and little is painted. */
export const STILL: BrowserContextOptions = { reducedMotion: 'reduce' }
export const STILL_DISPLAY: BrowserContextOptions = {
  ...STILL,
  viewport: { width: 960, height: 540 },
}

/** Demands that nothing ran; the harness demands that no page asked, complained or reported. */
export async function expectNothingRan(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => look(page)))
}

/** What has been read on some pages, piece by piece. */
export type Reading = { readonly name: string; readonly pieces: Set<string> }

let readings = 0

/** Begins to read. */
export function reading(): Reading {
  readings += 1
  return { name: `reading ${readings}`, pieces: new Set() }
}

/** Demands that nothing ran on a page, and reads every piece of text that is on it. */
export async function read(page: Page, { name, pieces }: Reading): Promise<void> {
  for (const piece of await look(page, name)) pieces.add(kept(piece))
}

/** A part of a page, and what it says, or, if it is so wanted, all that it says. */
type Wanted = readonly [part: string, words: string, all?: 'all']

/** The same as soon as a part of the page says something: in one go, for it is done so often. */
export async function readWhen(
  page: Page,
  wanted: Wanted,
  { name, pieces }: Reading,
): Promise<void> {
  for (const piece of await look(page, name, wanted)) pieces.add(kept(piece))
}

/** Gives the pieces of text that are new to a reading. */
async function look(page: Page, name?: string, wanted?: Wanted): Promise<string[]> {
  const asked = { name, wanted, patience: PATIENCE_MS }
  const { pieces, ...found } = await page.evaluate(lookAround, asked)
  expect(found).toEqual({ ran: false, made: [], strangers: 0 })
  return pieces
}

async function lookAround({
  name,
  wanted,
  patience,
}: {
  name: string | undefined
  wanted: Wanted | undefined
  patience: number
}) {
  const [part = '', words = '', all] = wanted ?? []
  const isThere = () =>
    !wanted ||
    [...document.querySelectorAll(part)].some((one) => {
      const said = one.textContent?.replace(/\t/g, ' ')
      return all ? said === words : said?.includes(words)
    })
  const from = performance.now()
  while (!isThere()) {
    if (performance.now() - from > patience) throw new Error(`no ${part} says ${words}`)
    await new Promise(requestAnimationFrame)
  }
  const made: (string | undefined)[] = []
  const handlers = document.evaluate("//@*[starts-with(name(), 'on')]", document)
  for (let one = handlers.iterateNext(); one; one = handlers.iterateNext()) {
    made.push((one as Attr).ownerElement?.outerHTML)
  }
  const strangers = 'iframe, object, embed, base, marquee, math, body svg script'
  const pieces: string[] = []
  if (name !== undefined) {
    const known = ((window as unknown as { [name: string]: Set<string> })[name] ??= new Set())
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const piece = walker.currentNode.textContent ?? ''
      if (!known.has(piece)) pieces.push(piece)
      known.add(piece)
    }
  }
  return {
    pieces,
    ran: 'ran' in window,
    made,
    strangers: document.querySelectorAll(strangers).length,
  }
}

/** Demands that each of some texts was read, as a piece of its own. */
export function expectRead({ pieces }: Reading, texts: readonly string[]): void {
  expect(texts.map(kept).filter((text) => !pieces.has(text))).toEqual([])
}

/** Demands that each of some texts was read, on its own or among others. */
export function expectReadAmong({ pieces }: Reading, texts: readonly string[]): void {
  const all = [...pieces].join('\n')
  expect(texts.map(kept).filter((text) => !all.includes(text))).toEqual([])
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
  // Counted anew each time: what is typed may bring fields, and take them away.
  for (let at = 0; at < (await fields.count()); at += 1) {
    names.push(await fields.nth(at).evaluate(typeInto, { payloads: PAYLOADS, BETWEEN_FRAMES }))
  }
  return names
}

async function typeInto(
  field: Element,
  { payloads, BETWEEN_FRAMES }: { payloads: readonly string[]; BETWEEN_FRAMES: number },
): Promise<string> {
  const box = field as HTMLInputElement
  const name = box.getAttribute('aria-label') ?? box.labels?.[0]?.textContent ?? box.outerHTML
  for (const [at, payload] of [...payloads, ''].entries()) {
    if (!box.isConnected) throw new Error(`${name} has gone`)
    box.value = payload
    box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    if (at % BETWEEN_FRAMES === 0) await new Promise(requestAnimationFrame)
    else await Promise.resolve()
  }
  return name.trim()
}
