import type { CDPSession, Page } from 'playwright-core'

/** A network by its round trip and its speed. */
export type Line = { latencyMs: number; bitsPerSecond: number }

export const SLOW_4G: Line = { latencyMs: 150, bitsPerSecond: 1_500_000 }
export const SLOW_3G: Line = { latencyMs: 400, bitsPerSecond: 400_000 }

/** A cheap old phone's processor, beside this machine's. */
export const OLD_PHONE = 6

/** Makes a page's network and processor slow. Gives the session, which ends with the page. */
export async function slowDown(
  page: Page,
  { line, processor = OLD_PHONE }: { line?: Line; processor?: number },
): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: processor })
  if (line) {
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latencyMs,
      downloadThroughput: line.bitsPerSecond / 8,
      uploadThroughput: line.bitsPerSecond / 8,
    })
  }
  return session
}
