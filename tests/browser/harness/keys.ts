import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Nobody should have to press Tab more often than this to get anywhere. */
const MOST_TABS = 80

/** Presses Tab until something has the focus, as somebody without a mouse does, or goes back. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const key = (await isBefore(target)) ? 'Shift+Tab' : 'Tab'
  for (let pressed = 0; pressed <= MOST_TABS; pressed += 1) {
    if (await hasFocus(target)) return expectSeenFocus(page)
    await page.keyboard.press(key)
  }
  throw new Error(`the Tab key does not lead to ${target}`)
}

/** Goes to something by Tab and presses a key on it. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await target.first().waitFor({ state: 'attached' })
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Presses a key on something, and expects that the keyboard is somewhere afterwards. */
export async function pressAndStay(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await press(page, target, key)
  await expectFocusKept(page, `${key} on ${target}`)
}

/** Presses something by keys, not so soon after the last press that it is taken for a slip. */
export async function calmly(page: Page, target: Locator): Promise<void> {
  await page.waitForFunction(() => {
    const { pressed = -1000 } = window as { pressed?: number }
    return performance.now() - pressed > 600
  })
  await pressAndStay(page, target)
  await page.evaluate(() => Object.assign(window, { pressed: performance.now() }))
}

/** Goes to a text field by Tab, and writes something else into it. */
export async function write(page: Page, field: Locator, text: string): Promise<void> {
  await field.first().waitFor({ state: 'attached' })
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Delete')
  const [first = '', ...lines] = text.split('\n')
  await page.keyboard.type(first)
  for (const line of lines) {
    await page.keyboard.press('Enter')
    await page.keyboard.type(line)
  }
}

/** Expects that a part of the page has the focus, or something in it. */
export async function expectFocusIn(part: Locator): Promise<void> {
  await expect
    .poll(() => part.first().evaluate((one) => one.contains(document.activeElement)))
    .toBe(true)
}

/** Expects that the focus did not fall back to the start of the page when its place went away. */
export async function expectFocusKept(page: Page, after: string): Promise<void> {
  // What is pressed may go only when the server has answered.
  for (const look of [0, 1]) {
    if (look > 0) await page.waitForLoadState('networkidle')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.tagName), {
        message: `the focus after ${after}`,
        timeout: 3000,
      })
      .not.toBe('BODY')
  }
}

/** Says whether something comes before what has the focus, within the same part of the page. */
async function isBefore(target: Locator): Promise<boolean> {
  return target.first().evaluate((element) => {
    const focused = document.activeElement
    const part = focused?.closest('li, [role=dialog]')
    if (!focused || !part?.contains(element)) return false
    return Boolean(focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
  })
}

async function hasFocus(target: Locator): Promise<boolean> {
  const found = await target.all()
  const focused = await Promise.all(
    found.map((one) => one.evaluate((element) => element === document.activeElement)),
  )
  return focused.includes(true)
}

/** WCAG 2.4.7 and 2.4.11: one sees where the focus is, and nothing lies over it. */
async function expectSeenFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused) return 'nothing has the focus'
    // A radio button for eyes is the label around it.
    const drawn = focused.matches('input') ? (focused.closest('label') ?? focused) : focused
    drawn.scrollIntoView({ block: 'nearest' })
    const ringed = [focused, drawn].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    const { left, top, width, height } = drawn.getBoundingClientRect()
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9]
    const above = parts.flatMap((x) =>
      parts.map((y) => document.elementFromPoint(left + x * width, top + y * height)),
    )
    // Partly covered is allowed: buttons stand on the map.
    const covered = above.every((one) => one && !drawn.contains(one) && !one.contains(drawn))
    if (!ringed) return `no ring around ${focused.outerHTML.slice(0, 160)}`
    return covered ? `${focused.outerHTML.slice(0, 160)} is covered` : ''
  })
  expect(seen).toBe('')
}
