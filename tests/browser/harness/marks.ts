import type { Page } from 'playwright-core'
import { t } from './words.ts'

/** A task of the main thread below this is not felt, in milliseconds. */
const FELT_MS = 50

/** When a person could first see or use something, in milliseconds after the link was opened. */
export type Marks = { text: number; list: number; map: number; stickers: number }

/** Makes a page note when things can be seen. Call it before the page goes to the board. */
export async function noteMarks(page: Page, title: string): Promise<void> {
  await page.addInitScript(
    ([title, areas]) => {
      const marks: Record<string, number> = {}
      const tasks: number[] = []
      Object.assign(window, { marks, tasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask', buffered: true })
      const seen: Record<string, () => boolean> = {
        list: () =>
          document.querySelectorAll('nav button').length > 1 &&
          document.querySelector('h1')?.textContent === title,
        // The labels come with the ground. To ask for their size would itself cost a layout.
        map: () => document.querySelector(`[aria-label="${areas}"] button`) !== null,
        stickers: () =>
          [...document.querySelectorAll(`[aria-label="${areas}"] button`)].some((label) =>
            /: [\d,]+ /.test(label.getAttribute('aria-label') ?? ''),
          ),
      }
      const look = () => {
        for (const [name, holds] of Object.entries(seen)) {
          if (!(name in marks) && holds()) {
            marks[name] = -1
            // What is in the page now can be seen once this frame has been drawn.
            requestAnimationFrame(() => requestAnimationFrame((now) => (marks[name] = now)))
          }
        }
      }
      new MutationObserver(look).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
    },
    [title, t('map.areas')] as const,
  )
}

/** Gives the marks, once all are there. */
export async function readMarks(page: Page): Promise<Marks> {
  const marks = await page.waitForFunction(
    () => {
      const { marks } = window as unknown as { marks: Record<string, number> }
      const [paint] = performance.getEntriesByName('first-contentful-paint')
      const all = { ...marks, text: paint?.startTime ?? -1 }
      const done = ['list', 'map', 'stickers', 'text'].every(
        (name) => (all[name as 'text'] ?? -1) > 0,
      )
      return done && (all as unknown as Marks)
    },
    undefined,
    { timeout: 60_000 },
  )
  return (await marks.jsonValue()) as Marks
}

/** Gives how long the main thread was blocked beyond what is not felt, and by its longest task. */
export async function readBlocking(page: Page): Promise<{ total: number; longest: number }> {
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)
  const over = tasks.map((ms) => Math.max(0, ms - FELT_MS))
  return { total: over.reduce((sum, ms) => sum + ms, 0), longest: Math.max(0, ...tasks) }
}
