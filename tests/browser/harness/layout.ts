import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The least that a finger can hit, in CSS pixels, and the least that WCAG 2.2 allows in text. */
const [FINGER, FLOOR] = [44, 24]

/** Expects that nothing has to be moved sideways to be read. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const outside = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const sticksOut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < -1 || right > clientWidth + 1)
    }
    const found = [...document.body.querySelectorAll('*')].filter(sticksOut)
    return [
      `the page is ${scrollWidth} wide in a window of ${clientWidth}`,
      ...found.map((one) => `${one.tagName} ${one.className} ${one.textContent}`.slice(0, 120)),
    ]
  })
  expect(outside).toEqual([])
}

/** Expects that everything that can be pressed just now can be hit with a finger. */
export async function expectFingerSized(page: Page): Promise<void> {
  const small = await page.evaluate(
    ([finger, floor]) => {
      const pressed = 'button, a[href], input, select, textarea, summary, [role="button"]'
      const found = [...document.querySelectorAll<HTMLElement>(pressed)]
      const label = (one: Element) => one.closest('label') ?? one
      const targets = new Set(found.map((one) => (one.matches('input') ? label(one) : one)))
      return [...targets].flatMap((one) => {
        const { width, height } = one.getBoundingClientRect()
        const shown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        // A skip link waits, a few pixels large, until the keyboard comes to it.
        if (!shown || (width < 8 && height < 8)) return []
        const least = one.matches('p a, li a') ? floor : finger
        const words = one.getAttribute('aria-label') ?? one.textContent
        // Half a pixel is lost where a layout divides a width.
        return width >= least - 0.5 && height >= least - 0.5
          ? []
          : [`${words}: ${width.toFixed(1)} x ${height.toFixed(1)}`]
      })
    },
    [FINGER, FLOOR] as const,
  )
  expect(small).toEqual([])
}

/** Expects that no words of a button or heading are cut off without a sign of it. */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, h1, h2, h3, legend, label')].flatMap(
      (one) => {
        const { overflowX, overflowY, textOverflow, clip, position } = getComputedStyle(one)
        const hides =
          textOverflow !== 'ellipsis' && (overflowX === 'hidden' || overflowY === 'hidden')
        const forEarsOnly = position === 'absolute' && clip !== 'auto'
        const over =
          one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1
        return hides && over && !forEarsOnly && one.checkVisibility() ? [one.textContent] : []
      },
    ),
  )
  expect(cut).toEqual([])
}

/** Makes all letters twice as large, as people set it in their browser. */
export async function doubleLetters(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
}
