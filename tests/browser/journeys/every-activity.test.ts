import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { join } from '../harness/crowd.ts'
import { deskOf } from '../harness/desk.ts'
import {
  everyActivity,
  type Form,
  QUESTIONS,
  SAID,
  STEPS,
  type Step,
  TEXT,
} from '../harness/every-activity.ts'
import {
  doubleLetters,
  expectFingerSized,
  expectNoSidewaysScroll,
  expectNothingCutOff,
  expectNothingOverlaps,
} from '../harness/layout.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import type { Visitor } from '../harness/visitor.ts'
import { PHONE } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/every-activity')

/** Sixteen activities on five screens, on a busy machine. */
const WHOLE_MS = 600_000

const SMALL = { ...PHONE, viewport: { width: 320, height: 640 } }
/** Who looks at the display's page on a phone, and on a laptop with large letters. */
const DISPLAYS = {
  pocketDisplay: SMALL,
  boldDisplay: { viewport: { width: 1366, height: 768 } },
} as const

test('every activity fits on every screen, also in large letters', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator({ viewport: { width: 1280, height: 800 } }))
  const pocket = await town.facilitator({ viewport: { width: 320, height: 640 } })
  const bold = await town.facilitator({ viewport: { width: 1280, height: 800 } })
  const displays = await displaysOf(town)
  const small = phoneOf(await town.phone(SMALL))
  const large = phoneOf(await town.phone())
  for (const { page } of [large, bold]) {
    await doubleLetters(page)
    await page.reload()
  }
  for (const phone of [small, large]) {
    await phone.start()
    await phone.tab('questions').click()
  }
  const wrong: string[] = []
  for (const step of STEPS) {
    if (step.id !== STEPS[0]?.id) await goTo(desk, step)
    await shown(desk.page.locator('.agenda-now', { hasText: step.title }))
    if (step.kind === 'stickers') {
      // There the words stand over the map, and again where the other steps have theirs.
      await small.tab('map').click()
      await shown(small.page.getByText(TEXT))
      await small.page.screenshot({ path: path.join(OUTPUT, 'stickers-map.png') })
      for (const fault of await faults('small', small)) wrong.push(`map: ${fault}`)
    }
    for (const { page, tab } of [small, large]) {
      const here = (await tab('questions').getAttribute('aria-current')) === 'page'
      if (!here) await tab('questions').click()
      await page.evaluate(() => scrollTo(0, 0))
      await shown(page.locator('.present-title', { hasText: step.title }))
      await shown(page.locator('.present').getByText(TEXT))
      if (step.finder) {
        await shown(page.getByRole('heading', { name: QUESTIONS[step.finder] }))
      }
    }
    if (step.kind === 'stickers') {
      // The display's map is a scene of its own as soon as there is something on it.
      const { kinds, areas } = town.definition
      const [kind, area] = [kinds[0]?.id ?? '', areas[0]?.id ?? '']
      // Somebody who says no beat is cut off before all of this has been looked at.
      const guest = await join(town.origin(), town.code)
      await guest.do({ do: 'place', kind, place: { area } })
      guest.leave()
      for (const { page } of Object.values(displays)) await shown(page.locator('.kind-count'))
    }
    const words = step.finder ? QUESTIONS[step.finder] : step.title
    const named = step.kind !== 'stickers' && step.kind !== 'welcome'
    for (const { page } of named ? Object.values(displays) : []) {
      await shown(page.getByText(words))
    }
    for (const { page } of Object.values(displays)) await shown(page.getByText(TEXT))
    // The facilitator's page is the same for every question.
    const alike = STEPS.find(({ kind }) => kind === step.kind) !== step
    const screens = { ...displays, small, large, ...(alike ? {} : { desk, pocket, bold }) }
    for (const [who, { page }] of Object.entries(screens)) {
      await page.screenshot({
        path: path.join(OUTPUT, `${step.id}-${who}.png`),
        // On a phone it would take the large letters away.
        fullPage: who === 'desk' || who === 'pocket' || who === 'pocketDisplay',
      })
    }
    const looked = Object.entries(screens).map(([who, screen]) => faults(who, screen))
    for (const fault of (await Promise.all(looked)).flat()) wrong.push(`${step.id}: ${fault}`)
  }
  expect(wrong).toEqual([])
})

test('what everybody said fits on every screen, also in large letters', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator({ viewport: { width: 1280, height: 800 } }))
  const displays = await displaysOf(town)
  const small = phoneOf(await town.phone(SMALL))
  const large = phoneOf(await town.phone())
  await doubleLetters(large.page)
  await large.page.reload()
  for (const phone of [small, large]) {
    await phone.start()
    await phone.tab('questions').click()
  }
  const guests = await Promise.all([1, 2, 3].map(() => join(town.origin(), town.code)))
  const wrong: string[] = []
  for (const [form, answer] of Object.entries(SAID)) {
    const question = QUESTIONS[form as Form]
    await desk.open({ question })
    await shown(desk.question({ question }).getByText(t('facilitator.isOpen')))
    for (const guest of guests) await guest.do({ do: 'answer', finder: form, answer })
    await desk.close({ question })
    await desk.reveal({ question })
    // Words that wait do not hold the picture up.
    for (const [who, display] of Object.entries(displays)) {
      await shown(display.page.getByRole('heading', { name: question }))
      await display.page.screenshot({
        path: path.join(OUTPUT, `said-${form}-${who}.png`),
        fullPage: who === 'pocketDisplay',
      })
      for (const fault of await faults(who, display)) wrong.push(`${form}: ${fault}`)
    }
  }
  for (const guest of guests) guest.leave()
  for (const [who, phone] of Object.entries({ small, large })) {
    for (const question of Object.values(QUESTIONS)) {
      const heading = phone.page.getByRole('heading', { name: question })
      await shown(heading)
      await heading.scrollIntoViewIfNeeded()
      await heading.evaluate((one) => one.scrollIntoView({ block: 'start' }))
      const name = `said-${question.split(' ')[1]}-${who}.png`
      await phone.page.screenshot({ path: path.join(OUTPUT, name) })
    }
    for (const fault of await faults(who, phone)) wrong.push(fault)
  }
  expect(wrong).toEqual([])
})

/** Opens the display's page on the wall, on a small phone, and in letters twice as large. */
async function displaysOf(town: Town) {
  const display = await town.display()
  const pocketDisplay = await town.display(DISPLAYS.pocketDisplay)
  const boldDisplay = await town.display(DISPLAYS.boldDisplay)
  await doubleLetters(boldDisplay.page)
  await boldDisplay.page.reload()
  return { display, pocketDisplay, boldDisplay }
}

async function goTo(desk: ReturnType<typeof deskOf>, { title }: Step): Promise<void> {
  const item = desk.page.getByRole('listitem').filter({
    has: desk.page.getByRole('heading', { name: title }),
  })
  await desk.calmly(item.getByRole('button', { name: t('facilitator.goHere') }))
}

/** Gives a check that a page is written in letters of at least `least` CSS pixels. */
function lettersOf(least: number) {
  return async function expectLetters(page: Page): Promise<void> {
    const size = await page.evaluate(() => getComputedStyle(document.body).fontSize)
    expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(least)
  }
}

/** Gives what is wrong with a screen as it is now. */
async function faults(who: string, { page }: Visitor): Promise<string[]> {
  const looks = [expectNoSidewaysScroll, expectNothingCutOff, expectNothingOverlaps]
  const isEnlarged = who === 'large' || who.startsWith('bold')
  const isForHands = !who.toLowerCase().includes('display')
  if (isForHands && !isEnlarged) looks.push(expectFingerSized)
  looks.push(lettersOf(isEnlarged ? 2 * 16 : 16))
  looks.push(expectAccessible)
  const wrong: string[] = []
  for (const look of looks) {
    await look(page).catch((fault: Error & { actual?: unknown }) => {
      const found = JSON.stringify(fault.actual ?? fault.message)
      wrong.push(`${who} ${look.name} ${found}`)
    })
  }
  return wrong
}
