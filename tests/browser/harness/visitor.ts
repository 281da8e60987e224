import type { BrowserContextOptions, Browser, BrowserContext, Page } from 'playwright-core'
import { HOST } from './chromium.ts'
import { type Network, openNetwork } from './network.ts'
import { type Record, recordPage } from './record.ts'
import { type Watch, watchPage } from './watch.ts'

/** Somebody with a browser of their own: a phone, a projector, a facilitator's laptop. */
export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  /** The way to the program, for this visitor alone. */
  readonly network: Network
  readonly origin: string
  readonly record: Record
  readonly watch: Watch
  /** Opens a page of the program by its path and fragment, and waits for its first paint. */
  go(path: string): Promise<void>
  leave(): Promise<void>
}

/** A phone of today, as its browser's window sees it. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
/** The smallest phone that people still bring. */
export const SMALL_PHONE = { ...PHONE, viewport: { width: 320, height: 568 } }
/** A tablet on a stand. */
export const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true }
export const PROJECTOR = { viewport: { width: 1920, height: 1080 } }
export const LAPTOP = { viewport: { width: 1366, height: 768 } }

/** Opens a browser window of somebody new, with a network that leads to `port`. */
export async function visit(
  browser: Browser,
  port: number,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const network = await openNetwork(port)
  const host = `${HOST}:${network.port}`
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  const watch = await watchPage(page, host)
  const record = recordPage(page)
  return {
    page,
    context,
    network,
    origin: `http://${host}`,
    record,
    watch,
    go: async (path) => void (await page.goto(`http://${host}${path}`)),
    async leave() {
      await context.close()
      await network.close()
    },
  }
}
