import type { CDPSession, Page } from 'playwright-core'

/** How smoothly a page moved. */
export type Frames = {
  /** Nineteen of twenty frames came within this, in milliseconds. */
  p95: number
  /** How many frames took longer than 50 ms. */
  over50: number
  /** The main thread's part of the time, 0 to 1. */
  share: number
}

/** So often in and out; each takes about a second. */
const PINCHES = 4

/** Pinches the map in and out, and says how smoothly it followed. */
export async function measureFrames(page: Page, session: CDPSession): Promise<Frames> {
  await session.send('Performance.enable')
  const box = await page.getByRole('application').boundingBox()
  if (!box) throw new Error('no map is shown')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    const tick = (now: number) => {
      times.push(now)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const before = await busy(session)
  for (let pinch = 0; pinch < PINCHES; pinch += 1) {
    for (const scaleFactor of [3, 1 / 3]) {
      await session.send('Input.synthesizePinchGesture', {
        ...middle,
        scaleFactor,
        relativeSpeed: 300,
      })
    }
  }
  const after = await busy(session)
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times)
  const frames = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const sorted = frames.toSorted((one, other) => one - other)
  return {
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    over50: frames.filter((frame) => frame > 50.5).length,
    share: (after.busy - before.busy) / (after.at - before.at),
  }
}

async function busy(session: CDPSession): Promise<{ at: number; busy: number }> {
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  return { at: value('Timestamp'), busy: value('TaskDuration') }
}
