import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** What one file of a page weighs on the wire, in bytes. */
export type Weight = { name: string; gzip: number; brotli: number }

/**
 * Gives everything that a page had asked for before `until`, in milliseconds of its own clock.
 *
 * `gzip` is what really came, with its headers; plain HTTP never brings Brotli, so `brotli` is
 * reckoned from the same bodies, for whoever stands behind HTTPS.
 */
export async function weigh(page: Page, origin: string, until: number): Promise<Weight[]> {
  const files = await page.evaluate((end) => {
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[]
    return entries
      .filter(({ startTime }) => startTime <= end)
      .map(({ name, transferSize, encodedBodySize }) => ({
        path: new URL(name).pathname,
        transferSize,
        // An answer of 'not modified' has headers only.
        bodyCame: transferSize > encodedBodySize,
        headers: transferSize - encodedBodySize,
      }))
  }, until)
  const token = await page.evaluate(
    () => /[\w-]{22}/.exec(JSON.stringify({ ...localStorage }))?.[0],
  )
  return Promise.all(
    files.map(async ({ path, transferSize, headers, bodyCame }) => {
      if (!bodyCame) return { name: path, gzip: transferSize, brotli: transferSize }
      const body = await fetchBody(`${origin}${path}`, token ?? '')
      return { name: path, gzip: transferSize, brotli: headers + brotliCompressSync(body).length }
    }),
  )
}

async function fetchBody(url: string, token: string): Promise<Buffer> {
  const headers = { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'identity' }
  const answer = await fetch(url, { headers })
  return Buffer.from(await answer.arrayBuffer())
}
