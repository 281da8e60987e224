import type { ConsoleMessage, Page } from 'playwright-core'

/** What Chromium writes when it cannot reach the program. */
const OUTAGE = /net::ERR_|WebSocket connection to|Failed to fetch/

/** The program sends headers that only count over HTTPS, and Chromium says that it ignores them. */
const PLAIN_HTTP = /header has been ignored, because the URL's origin was untrustworthy/

/**
 * The page for phones names the board's definition before anybody has said who they are. Whoever needs
 * some seconds for the code needs it later, and it is used then: the byte test counts one request.
 */
const EARLY = /\/first was preloaded using link preload but not used within a few seconds/

/** What went wrong in a page without anybody asking. */
export type Watch = {
  /** Allows complaints that a test brings about on purpose. */
  allow(pattern: RegExp): void
  /** Allows that the program is out of reach. */
  allowOutage(): void
  /** Everything that should not have happened: console errors, policy violations, other hosts. */
  complaints(): string[]
}

/** Starts to watch a page of `host`. Call it before the page goes anywhere. */
export async function watchPage(page: Page, host: string): Promise<Watch> {
  const seen: string[] = []
  const allowed: RegExp[] = [PLAIN_HTTP, EARLY]
  const note = (words: string) => void seen.push(words)
  page.on('console', (message) => isBad(message) && note(`console: ${message.text()}`))
  page.on('pageerror', (fault) => note(`fault: ${fault.stack ?? fault.message}`))
  page.on('crash', () => note('the page crashed'))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.host !== host) note(`other host: ${url.href}`)
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== host) note(`other host: ${socket.url()}`)
  })
  await page.exposeFunction('reportViolation', (what: string) => note(`policy: ${what}`))
  await page.addInitScript(() => {
    const report = (event: SecurityPolicyViolationEvent) =>
      (window as unknown as { reportViolation(what: string): void }).reportViolation(
        `${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
      )
    document.addEventListener('securitypolicyviolation', report)
  })
  return {
    allow: (pattern) => void allowed.push(pattern),
    allowOutage: () => void allowed.push(OUTAGE),
    complaints: () => seen.filter((words) => !allowed.some((pattern) => pattern.test(words))),
  }
}

function isBad(message: ConsoleMessage): boolean {
  return message.type() === 'error' || message.type() === 'warning'
}
