import { type Browser, chromium } from 'playwright-core'

/**
 * The name under which pages are visited. It is neither localhost nor HTTPS, so that browsers do
 * not trust it with more than they would trust a laptop's address in a community hall.
 */
export const HOST = 'board.test'

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
]

/** Starts the system's Chromium. */
export function startChromium(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: false,
    args: [...FLAGS, ...more],
  })
}
