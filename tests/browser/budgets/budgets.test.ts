import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { trickle } from '../harness/fill.ts'
import { fillUp, holdBackLater, returning, STICKERS } from '../harness/full-board.ts'
import { readBlocking, readMarks } from '../harness/marks.ts'
import { measureFrames } from '../harness/frames.ts'
import { type Line, SLOW_3G, SLOW_4G, slowDown } from '../harness/slow.ts'
import { asJson, asTable, type Row } from '../harness/table.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { weigh } from '../harness/wire-size.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output')

/** A time is the middle one of so many measurements. */
const TIMES = 3

/** So many stickers a second while fingers pinch. */
const STICKERS_PER_SECOND = 50

test('the budgets, measured', async ({ chromium, town }) => {
  await fillUp(town)
  const rows = [
    ...(await bytes(chromium, town)),
    ...(await times(chromium, town, SLOW_4G, 'slow 4G')),
    ...(await all(chromium, town, SLOW_3G)),
    ...(await atWork(chromium, town)),
  ]
  console.log(`\n${asTable(rows)}\n`)
  await mkdir(OUTPUT, { recursive: true })
  await writeFile(path.join(OUTPUT, 'budgets.json'), asJson(rows))
  expect(rows.length).toBeGreaterThan(10)
})

async function bytes(browser: Browser, town: Town): Promise<Row[]> {
  const visitor = await returning(browser, town)
  await holdBackLater(visitor)
  await visitor.go(`/#${town.code}`)
  const { stickers } = await readMarks(visitor.page)
  const weights = await weigh(visitor.page, town.origin(), stickers)
  const others = visitor.watch.complaints().filter((one) => one.startsWith('other host'))
  await visitor.leave()
  const sum = (of: 'gzip' | 'brotli') => weights.reduce((total, one) => total + one[of], 0) / 1000
  const what = `first board screen, ${STICKERS.toLocaleString('en-GB')} stickers`
  return [
    { what: `${what}, gzip`, budget: 75, measured: sum('gzip'), unit: 'kB' },
    { what: `${what}, Brotli`, budget: 60, measured: sum('brotli'), unit: 'kB' },
    { what: 'requests to other hosts', budget: 0, measured: others.length, unit: '' },
  ]
}

async function times(browser: Browser, town: Town, line: Line, name: string): Promise<Row[]> {
  const runs: Awaited<ReturnType<typeof open>>[] = []
  for (let run = 0; run < TIMES; run += 1) runs.push(await open(browser, town, line))
  const row = (
    what: string,
    budget: number,
    of: keyof (typeof runs)[number],
    unit: string,
  ): Row => ({
    what: `${name}, 6x: ${what}`,
    budget,
    measured: middle(runs.map((run) => run[of])),
    unit,
  })
  return [
    row('text', 900, 'text', 'ms'),
    row('list usable', 1300, 'list', 'ms'),
    row('map', 1500, 'map', 'ms'),
    row('stickers', 1800, 'stickers', 'ms'),
    row('total blocking time', 100, 'total', 'ms'),
    row('longest task', 100, 'longest', 'ms'),
  ]
}

async function all(browser: Browser, town: Town, line: Line): Promise<Row[]> {
  const { stickers } = await open(browser, town, line)
  return [{ what: 'slow 3G, 6x: all', budget: 8000, measured: stickers, unit: 'ms' }]
}

async function open(browser: Browser, town: Town, line: Line) {
  const visitor = await returning(browser, town)
  await slowDown(visitor.page, { line })
  await visitor.go(`/#${town.code}`)
  const marks = await readMarks(visitor.page)
  const blocking = await readBlocking(visitor.page)
  await visitor.leave()
  return { ...marks, ...blocking }
}

async function atWork(browser: Browser, town: Town): Promise<Row[]> {
  const visitor = await returning(browser, town)
  await visitor.go(`/#${town.code}`)
  await readMarks(visitor.page)
  const session = await slowDown(visitor.page, {})
  const stop = await trickle(town.origin(), town.code, town.definition, STICKERS_PER_SECOND)
  const { p95, over50, share } = await measureFrames(visitor.page, session)
  await stop()
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
  await visitor.leave()
  const what = `${STICKERS_PER_SECOND} stickers a second and a pinch, 6x`
  return [
    { what: `${what}: p95 frame`, budget: 33.4, measured: p95, unit: 'ms' },
    { what: `${what}: frames over 50 ms`, budget: 0, measured: over50, unit: '' },
    { what: `${what}: main thread`, budget: 60, measured: share * 100, unit: '%' },
    { what: 'heap with 5,000 stickers', budget: 10, measured: heap / 1e6, unit: 'MB' },
  ]
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
