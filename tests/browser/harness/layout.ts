import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The least that a finger can hit, in CSS pixels, and the least that WCAG 2.2 allows in text. */
const [FINGER, FLOOR] = [44, 24]

/** The width of a window in which everything must fit, in CSS pixels (WCAG 2.2, 1.4.10). */
const NARROW = 320

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

/**
 * Expects that every word is whole: in one piece, and within the window where it cannot be scrolled
 * to. Addresses may be broken, and what is written on the map lies on its ground.
 */
export async function expectWholeWords(page: Page): Promise<void> {
  const broken = await page.evaluate(() => {
    const { clientWidth } = document.documentElement
    const range = document.createRange()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const around = text.parentElement
      if (!around?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      if (around.closest('.map, svg, .visually-hidden, .skip-map, .join-address, noscript'))
        continue
      for (const { index, 0: word } of (text.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 0)
        const lines = new Set(boxes.map(({ top }) => Math.round(top)))
        const isOut = boxes.some(({ left, right }) => left < -1 || right > clientWidth + 1)
        if (lines.size > 1 || isOut) found.push(`${word} in "${around.textContent?.slice(0, 60)}"`)
      }
    }
    return found
  })
  expect(broken).toEqual([])
}

/** Expects that no words and no controls lie on others that belong to the same page of paper. */
export async function expectNothingOverlaps(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const pressed = 'button, a[href], input, select, textarea, summary, [role="button"]'
    const written = 'h1, h2, h3, h4, p, li > span, legend, label, output, .slip'
    // What stands on the map stands on one another on purpose, and bars lie over what is scrolled.
    const apart = (one: Element) =>
      one.closest('svg, [role="application"], .map, nav, header, footer, dialog, .visually-hidden')
    const floats = (one: Element): boolean => {
      for (let at: Element | null = one; at; at = at.parentElement) {
        if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position)) return true
      }
      return false
    }
    const shown = [...document.querySelectorAll<HTMLElement>(`${pressed}, ${written}`)].filter(
      (one) =>
        !apart(one) &&
        !floats(one) &&
        one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        one.getClientRects().length > 0,
    )
    const boxes = shown.map((one) => ({ one, box: one.getBoundingClientRect() }))
    const name = (one: HTMLElement) =>
      `${one.tagName.toLowerCase()} "${(one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 40)}"`
    return boxes.flatMap(({ one, box }, at) =>
      boxes.slice(at + 1).flatMap(({ one: other, box: its }) => {
        if (one.contains(other) || other.contains(one)) return []
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left)
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top)
        return wide > 2 && high > 2 ? [`${name(one)} and ${name(other)}`] : []
      }),
    )
  })
  expect(over).toEqual([])
}

/**
 * Expects that a page, as it is now, fits the narrowest window that WCAG 2.2 asks for, and its own
 * window with letters twice as large.
 */
export async function expectFitsAnywhere(page: Page): Promise<void> {
  const usual = page.viewportSize()
  await page.setViewportSize({ width: NARROW, height: usual?.height ?? 640 })
  await expectAllFits(page)
  await expectFingerSized(page)
  if (usual) await page.setViewportSize(usual)
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  await expectAllFits(page)
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
}

async function expectAllFits(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page)
  await expectNothingCutOff(page)
  await expectNothingOverlaps(page)
}

/** Makes all letters twice as large, as people set it in their browser. */
export async function doubleLetters(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
}
