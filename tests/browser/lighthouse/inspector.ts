import { HOST } from '../harness/chromium.ts'

/** What Lighthouse says of a page, each from 0 to 1. */
export type Scores = {
  performance: number
  accessibility: number
  /** What it would have otherwise in a page that everybody can use. */
  faults: string[]
}

/** A Chromium of its own with Lighthouse beside it. */
export type Inspector = {
  /** Opens a page anew, as a phone or on a large screen, with what its browser remembers. */
  inspect(
    url: string,
    how: { isLarge?: boolean; remembers?: Record<string, string> },
  ): Promise<Scores>
  leave(): Promise<void>
}

/** What is used of packages that only `cargo xtask lighthouse` installs. */
type Audit = { id: string; title: string; score: number | null; displayValue?: string }
type Result = {
  categories: Record<'performance' | 'accessibility', { score: number | null; auditRefs: Ref[] }>
  audits: Record<string, Audit>
  runtimeError?: { message: string }
}
type Ref = { id: string; weight: number }
type Page = {
  evaluateOnNewDocument(work: (things: Record<string, string>) => void, things: object): unknown
  close(): Promise<void>
}
type Lighthouse = {
  default(
    url: string,
    flags: object,
    config: object | undefined,
    page: Page,
  ): Promise<{ lhr: Result }>
  desktopConfig: object
}
type Launcher = {
  launch(options: object): Promise<{ port: number; kill(): void }>
}
type Puppeteer = {
  connect(options: object): Promise<{ newPage(): Promise<Page>; disconnect(): Promise<void> }>
}

/** The compiler need not find them. */
const need = <T>(name: string): Promise<T> => import(/* @vite-ignore */ name) as Promise<T>

export async function startInspector(): Promise<Inspector> {
  const lighthouse = await need<Lighthouse>('lighthouse')
  const launcher = await need<Launcher>('chrome-launcher')
  const puppeteer = await need<Puppeteer>('puppeteer-core')
  const chrome = await launcher.launch({
    chromePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromeFlags: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--lang=en-GB',
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
    ],
  })
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` })
  return {
    async inspect(url, { isLarge, remembers }) {
      const page = await browser.newPage()
      await page.evaluateOnNewDocument((things) => {
        for (const [key, value] of Object.entries(things)) localStorage.setItem(key, value)
      }, remembers ?? {})
      const flags = { onlyCategories: ['performance', 'accessibility'], logLevel: 'error' }
      const config = isLarge ? lighthouse.desktopConfig : undefined
      const { lhr } = await lighthouse.default(url, flags, config, page)
      await page.close()
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
      return scores(lhr)
    },
    async leave() {
      await browser.disconnect()
      chrome.kill()
    },
  }
}

function scores({ categories, audits }: Result): Scores {
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs)
  const faults = weighed
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 0.9)
    .map((audit) => `${audit?.title} ${audit?.displayValue ?? ''}`.trim())
  return {
    performance: categories.performance.score ?? Number.NaN,
    accessibility: categories.accessibility.score ?? Number.NaN,
    faults,
  }
}
