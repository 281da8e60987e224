import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { deskOf } from '../harness/desk.ts'
import {
  calmly,
  expectFocusIn,
  expectFocusKept,
  press,
  pressAndStay,
  write,
} from '../harness/keys.ts'
import { gone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

/** Hundreds of key presses, on a busy machine. */
const WHOLE_MS = 300_000

test('R5.16 a facilitator adds, moves, edits and leaves out an activity by keys alone', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const { page } = deskOf(await town.facilitator())
  await refusePointers(page)
  const [title, better] = ['A walk to the river', 'A walk to the park']

  // Add
  await calmly(page, button(page, 'facilitator.newActivity'))
  const form = page.getByRole('dialog')
  await expectFocusIn(form)
  await write(page, field(form, 'facilitator.title'), title)
  const kinds = form.getByRole('combobox', { name: t('facilitator.whatKind') })
  for (const _ of 'ab') await press(page, kinds, 'ArrowUp')
  await expect.poll(() => kinds.inputValue()).toBe('tour')
  await write(page, field(form, 'facilitator.howLong'), '7')
  await calmly(page, button(form, 'facilitator.save'))
  await gone(form)
  const item = (named: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: named }) })
  await shown(item(title).getByText(t('facilitator.minutes', { count: 7 })))
  await shown(item(title).getByText(t('facilitator.kind.tour')))
  await expectFocusKept(page, 'adding an activity')

  // Move: two places up and one down, the keyboard stays with what it moves
  const titles = () => page.locator('.agenda-title bdi').allInnerTexts()
  const from = (await titles()).indexOf(title)
  await pressAndStay(page, item(title).locator('summary'))
  for (const [key, place] of [
    ['facilitator.up', from - 1],
    ['facilitator.up', from - 2],
    ['facilitator.down', from - 1],
  ] as const) {
    await calmly(page, button(item(title), key))
    await expect.poll(async () => (await titles()).indexOf(title)).toBe(place)
    await expectFocusIn(button(item(title), key))
  }

  // Edit
  await calmly(page, button(item(title), 'facilitator.edit'))
  await expectFocusIn(form)
  await write(page, field(form, 'facilitator.title'), better)
  await calmly(page, button(form, 'facilitator.save'))
  await gone(form)
  await shown(item(better))
  await gone(item(title))
  await expectFocusIn(item(better))

  // Leave out, and bring back
  await calmly(page, button(item(better), 'facilitator.leaveOut'))
  await shown(item(better).getByText(t('facilitator.isLeftOut'), { exact: true }))
  await calmly(page, button(item(better), 'facilitator.bringBack'))
  await gone(item(better).getByText(t('facilitator.isLeftOut'), { exact: true }))
  await expectFocusIn(item(better))
  await expectNotPointed(page)
})

test('R5.29 a facilitator writes a question and asks it by keys alone', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const { page } = deskOf(await town.facilitator())
  await refusePointers(page)
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  await calmly(page, button(page, 'facilitator.newQuestion'))
  const form = page.getByRole('dialog')
  await expectFocusIn(form)

  // What is missing is said, where the keyboard finds it
  await calmly(page, button(form, 'facilitator.askNow'))
  await shown(form.getByText(t('facilitator.questionMissing')))
  await write(page, field(form, 'facilitator.theQuestion'), 'What shall we drink?')
  const forms = form.getByRole('combobox', { name: t('facilitator.howAnswered') })
  await press(page, forms, 'ArrowDown')
  await expect.poll(() => forms.inputValue()).toBe('line')
  await press(page, forms, 'ArrowUp')
  await write(page, field(form, 'facilitator.lines.choice'), 'Tea\nCoffee')
  const several = form.getByRole('checkbox', { name: t('facilitator.set.several') })
  await pressAndStay(page, several, 'Space')
  await calmly(page, button(form, 'facilitator.askNow'))
  await gone(form)
  await expectFocusKept(page, 'asking a question')
  await shown(phone.page.getByRole('checkbox', { name: 'Coffee' }))
  await shown(display.page.getByRole('heading', { name: 'What shall we drink?' }))
  await expectNotPointed(page)
})

function button(part: Page | Locator, key: string): Locator {
  return part.getByRole('button', { name: t(key), exact: true })
}

function field(form: Locator, key: string): Locator {
  return form.getByRole('textbox', { name: t(key), exact: true })
}

/** Makes a page note whether anything pointed at it. */
async function refusePointers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const refuse = () => Object.assign(window, { pointed: true })
    for (const what of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(what, refuse)
  })
}

async function expectNotPointed(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'pointed' in window)).toBe(false)
}
