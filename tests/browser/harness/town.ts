import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { Definition } from '../../../web/src/wire/types.ts'
import { HOST } from './chromium.ts'
import { openNetwork } from './network.ts'
import { type Program, startProgram } from './program.ts'
import { LAPTOP, PHONE, PROJECTOR, TABLET, type Visitor, visit } from './visitor.ts'

/** One running program with a board, and everybody who visits it. */
export type Town = {
  readonly code: string
  readonly definition: Definition
  /** The folder that the program keeps its data in. */
  readonly folder: string
  /** Where programs on this machine reach it, past every network that tests take away. */
  origin(): string
  /** Where its pages for the projector and for whoever leads are, as the program says it. */
  links(): { display: string; facilitator: string }
  /** Everything that the program has written, over all its runs. */
  output(): string
  /** Somebody new with a phone, at the join screen. */
  phone(options?: BrowserContextOptions): Promise<Visitor>
  /** A tablet for one person after the other. */
  kiosk(): Promise<Visitor>
  display(options?: BrowserContextOptions): Promise<Visitor>
  facilitator(options?: BrowserContextOptions): Promise<Visitor>
  /** Kills the program, and starts it again with the same data. */
  pullThePlug(): Promise<void>
  /** What pages complained about, and what the program wrote about faults. */
  complaints(): string[]
  /** Takes a picture of every page, for whoever looks into a failed test. */
  photograph(folder: string): Promise<void>
  close(): Promise<void>
}

/** Starts a program with an empty board. */
export async function openTown(browser: Browser, board?: string): Promise<Town> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kenspeckle-'))
  const front = await openNetwork()
  const settings = {
    folder,
    publicUrl: `http://${HOST}:${front.port}`,
    ...(board ? { board } : {}),
  }
  const runs: Program[] = [await startProgram(settings)]
  const visitors: Visitor[] = []
  const now = (): Program => runs[runs.length - 1] as Program
  const { ready } = now()
  const origin = () => `http://127.0.0.1:${now().port}`
  const definition = await fetchDefinition(origin(), ready.join_code)
  front.leadTo(now().port)

  async function come(to: string, options: BrowserContextOptions): Promise<Visitor> {
    const visitor = await visit(browser, now().port, options)
    visitors.push(visitor)
    await visitor.go(to)
    return visitor
  }
  const fragment = (url: string) => new URL(url).hash
  const output = () => runs.map((run) => run.output()).join('\n')

  return {
    code: ready.join_code,
    definition,
    folder,
    origin,
    links: () => ({ display: ready.display_url, facilitator: ready.facilitator_url }),
    output,
    phone: (options = {}) => come(`/#${ready.join_code}`, { ...PHONE, ...options }),
    kiosk: () => come(`/?kiosk#${ready.join_code}`, TABLET),
    display: (options = {}) =>
      come(`/display${fragment(ready.display_url)}`, { ...PROJECTOR, ...options }),
    facilitator: (options = {}) =>
      come(`/facilitator${fragment(ready.facilitator_url)}`, { ...LAPTOP, ...options }),
    async pullThePlug() {
      for (const visitor of visitors) visitor.watch.allowOutage()
      await now().kill()
      runs.push(await startProgram(settings))
      for (const visitor of visitors) visitor.network.leadTo(now().port)
    },
    complaints: () => [
      ...visitors.flatMap(({ watch }) => watch.complaints()),
      ...output()
        .split('\n')
        .filter((line) => /panicked|\bERROR\b/.test(line)),
    ],
    async photograph(to) {
      for (const [at, { page }] of visitors.entries()) {
        await page.screenshot({ path: path.join(to, `page-${at + 1}.png`) }).catch(() => undefined)
      }
    },
    async close() {
      await Promise.all(visitors.map((visitor) => visitor.leave()))
      await front.close()
      await now().stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Gives what a board is made of. */
export async function fetchDefinition(origin: string, code: string): Promise<Definition> {
  const headers = { Authorization: `Bearer ${code}` }
  const snapshot = await fetch(`${origin}/api/snapshot`, { headers })
  const { definition } = (await snapshot.json()) as { definition: string }
  const answer = await fetch(`${origin}/api/definitions/${definition}`)
  return (await answer.json()) as Definition
}
