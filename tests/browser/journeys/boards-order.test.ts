import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { expectFocusIn, press } from '../harness/keys.ts'
import {
  expectFingerSized,
  expectNoSidewaysScroll,
  expectNothingOverlaps,
} from '../harness/layout.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { SMALL_PHONE } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/boards')

/** Several pages, on a busy machine. */
const WHOLE_MS = 300_000

test('R9.10 R9.11 stickers and steps are put in another order, by keys, and the new board has it', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator(SMALL_PHONE))
  const { page } = desk
  await desk.press('boards.show')
  await page.getByRole('textbox', { name: t('boards.name') }).fill('Another order')
  await desk.unfold(t('boards.legend'))
  await desk.unfold(t('boards.plan'))

  // The second sticker becomes the first one; the keyboard stays with it, and it is said
  const up = await move(page, 'facilitator.up', 'I visited')
  await shown(page.getByText(t('boards.moved', { what: 'I visited', place: 1, count: 2 })))
  await expectFocusIn(up)
  expect(await up.getAttribute('aria-disabled')).toBe('true')
  await shown(page.getByText('I visited · I lived here'))

  // A step two places down, and back one
  const rows = page.getByRole('group', { name: t('boards.plan') }).getByRole('checkbox')
  const titles = () =>
    rows.evaluateAll((all) =>
      all.map((one) => one.closest('label')?.querySelector('bdi')?.innerText),
    )
  const before = await titles()
  const [, title = ''] = before
  for (const [key, place] of [
    ['facilitator.down', 2],
    ['facilitator.down', 3],
    ['facilitator.up', 2],
  ] as const) {
    await expectFocusIn(await move(page, key, title))
    await expect.poll(async () => (await titles()).indexOf(title)).toBe(place)
  }
  const after = [before[0], before[2], title, ...before.slice(3)]
  expect(await titles()).toEqual(after)
  await page.screenshot({ path: path.join(OUTPUT, 'order-small.png'), fullPage: true })
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expectFingerSized(page)
  await expectNothingOverlaps(page)

  // The new board has both
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  await shown(page.getByText(t('facilitator.boardMade')))
  const join = await page.getByLabel(t('facilitator.joinLink')).inputValue()
  await page.getByRole('link', { name: t('boards.goThere') }).click()
  await shown(page.getByRole('heading', { name: 'Another order', level: 1 }))
  expect(await page.locator('.agenda-title bdi').allInnerTexts()).toEqual(after)
  const phone = phoneOf(await town.phone())
  await phone.page.goto('about:blank')
  await phone.go(`/${new URL(join).hash}`)
  await phone.start()
  const kinds = phone.page.getByRole('main').getByRole('group', { name: t('phone.chooseKind') })
  const labels = await kinds.first().getByRole('radio').evaluateAll(labelsOf)
  expect(labels).toEqual(['I visited', 'I lived here'])
})

/** Presses one of the two buttons of a row by its keys, and gives the button. */
async function move(page: Page, key: string, row: string): Promise<Locator> {
  const button = page.getByRole('button', { name: `${t(key)}: ${row}`, exact: true })
  await press(page, button)
  return button
}

function labelsOf(radios: Element[]): (string | undefined)[] {
  return radios.map((one) => (one as HTMLInputElement).labels?.[0]?.textContent?.trim())
}
