import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type TestContext, test as base } from 'vitest'
import { startChromium } from './chromium.ts'
import { openTown, type Town } from './town.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output')

/**
 * A test with towns of its own: `town` is one with the built-in board, `found` makes others.
 *
 * It also fails when a page writes an error, breaks its content security policy or asks another
 * host for something, and when the program writes of a fault.
 */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from it that no fixture is needed
  .extend('chromium', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await startChromium()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('found', async ({ chromium, task }, { onCleanup }) => {
    const towns: Town[] = []
    onCleanup(async () => {
      const complaints = towns.flatMap((town) => town.complaints())
      if (task.result?.state === 'fail' || complaints.length > 0) await keepTraces(task, towns)
      await Promise.all(towns.map((town) => town.close()))
      if (complaints.length > 0) throw new Error(`unasked for:\n${complaints.join('\n')}`)
    })
    return async (board?: string) => {
      const town = await openTown(chromium, board)
      towns.push(town)
      return town
    }
  })
  .extend('town', async ({ found }) => found())

/** What whoever looks into a failed test wants to see. */
async function keepTraces(task: TestContext['task'], towns: readonly Town[]): Promise<void> {
  const folder = path.join(OUTPUT, 'failed', task.name.replace(/\W+/g, '-').slice(0, 80))
  await mkdir(folder, { recursive: true })
  for (const town of towns) {
    await town.photograph(folder)
    await writeFile(path.join(folder, 'program.log'), town.output())
  }
}
