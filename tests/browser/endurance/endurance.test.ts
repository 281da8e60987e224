import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { CDPSession } from 'playwright-core'
import { expect } from 'vitest'
import { tide } from '../harness/fill.ts'
import { measureFrames } from '../harness/frames.ts'
import { fillUp, returning } from '../harness/full-board.ts'
import { readMarks } from '../harness/marks.ts'
import { slowDown } from '../harness/slow.ts'
import { asJson, asTable, type Row } from '../harness/table.ts'
import { test } from '../harness/test.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output')

/** How long the board is at work, in minutes. */
const MINUTES = Number(process.env['MINUTES'] ?? 10)
/** So many stickers a second come, and as many go. */
const STICKERS_PER_SECOND = 50
/** What is made once, caches and compiled code, is there after so many minutes. */
const WARM = 1

test('a phone on a full board at work keeps its memory and its pace', async ({
  chromium,
  town,
}) => {
  await fillUp(town)
  const visitor = await returning(chromium, town)
  await visitor.go(`/#${town.code}`)
  await readMarks(visitor.page)
  const session = await slowDown(visitor.page, {})
  const stop = await tide(town.origin(), town.code, town.definition, STICKERS_PER_SECOND)

  await minutes(WARM)
  await measureFrames(visitor.page, session)
  const first = await heap(session)
  const course: number[] = []
  for (let minute = WARM; minute < MINUTES; minute += 1) {
    await minutes(1)
    course.push(await heap(session))
  }
  const { p95, over50, share } = await measureFrames(visitor.page, session)
  const last = await heap(session)
  const stickers = await stop()

  const rows: Row[] = [
    { what: 'heap growth', budget: 1, measured: last - first, unit: 'MB' },
    { what: 'heap at the end', budget: 10, measured: last, unit: 'MB' },
    { what: 'then a pinch, 6x: p95 frame', budget: 33.4, measured: p95, unit: 'ms' },
    { what: 'then a pinch, 6x: frames over 50 ms', budget: 0, measured: over50, unit: '' },
    { what: 'then a pinch, 6x: main thread', budget: 60, measured: share * 100, unit: '%' },
  ]
  console.log(`\n${MINUTES} minutes, ${stickers} stickers\n${asTable(rows)}\n`)
  console.log(`heap by the minute, MB: ${[first, ...course].map((mb) => mb.toFixed(2)).join(' ')}`)
  await mkdir(OUTPUT, { recursive: true })
  await writeFile(path.join(OUTPUT, 'endurance.json'), asJson(rows))
  expect(visitor.watch.complaints()).toEqual([])
  expect(stickers).toBeGreaterThan(0)
  await visitor.leave()
})

/** Gives the memory of the page's scripts after everything unneeded has gone, in MB. */
async function heap(session: CDPSession): Promise<number> {
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6
}

/** The one place where time itself is what is measured. */
function minutes(count: number): Promise<void> {
  return new Promise((done) => setTimeout(done, count * 60_000))
}
