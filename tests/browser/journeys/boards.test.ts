import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import {
  expectFingerSized,
  expectNoSidewaysScroll,
  expectNothingOverlaps,
} from '../harness/layout.ts'
import { gone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { PHONE, PROJECTOR, SMALL_PHONE } from '../harness/visitor.ts'
import { like, t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/boards')

function square(west: number, south: number, side: number): number[][] {
  const [east, north] = [west + side, south + side]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

/** Making a board is several pages on a busy machine. */
const WHOLE_MS = 180_000

/** A park with a lake in it, and two islands that are one place. */
const park = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'The park' },
      geometry: {
        type: 'Polygon',
        coordinates: [square(5, 52, 0.1), square(5.04, 52.04, 0.02)],
      },
    },
    {
      type: 'Feature',
      properties: { name: 'The islands' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[square(5.2, 52, 0.05)], [square(5.3, 52, 0.05)]],
      },
    },
  ],
}

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(text),
})

test('R9.2 R9.3 R9.4 a board is made from a map file, used, copied and found again', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator())
  const { page } = desk
  const look = async (name: string) => {
    await page.screenshot({ path: path.join(OUTPUT, `${name}.png`), fullPage: true })
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await desk.press('boards.show')
  await shown(page.getByRole('textbox', { name: t('boards.name') }))
  await look('begin')

  // What is missing is said beside the question
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  await shown(page.getByText(t('boards.noName')))
  await page.getByRole('textbox', { name: t('boards.name') }).fill('Our park')
  await desk.unfold(t('boards.places'))
  await page.getByRole('radio', { name: t('boards.file') }).check()
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  await shown(page.getByText(t('boards.noFile')))

  // A file with an open ring is refused in words that name the place
  const open = JSON.stringify(park).replace('[5,52]]', '[5,52.01]]')
  const input = page.getByLabel(t('boards.chooseFile'), { exact: true })
  await input.setInputFiles(file('park.geojson', open))
  await shown(page.getByText(t('boards.fileReady', { name: 'park.geojson' })))
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  const faults = page.getByRole('alert')
  await shown(faults.getByText('the ring does not close'))
  desk.watch.allow(/status of 422/)
  await look('fault')

  await input.setInputFiles(file('park.geojson', JSON.stringify(park)))
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  await shown(page.getByText(t('facilitator.boardMade')))
  await look('made')
  const join = await page.getByLabel(t('facilitator.joinLink')).inputValue()
  // Links to share are everybody's, whatever way this page came by
  const { origin: everybodys } = new URL(town.links().facilitator)
  expect(desk.origin).not.toBe(everybodys)
  for (const key of ['joinLink', 'displayLink', 'ownLinkNew']) {
    const link = await page.getByLabel(t(`facilitator.${key}`), { exact: true }).inputValue()
    expect(new URL(link).origin).toBe(everybodys)
  }

  // It is used like any other
  const phone = phoneOf(await town.phone())
  await phone.page.goto('about:blank')
  await phone.go(`/${new URL(join).hash}`)
  await phone.start()
  await phone.tab('list').click()
  await phone.page.getByRole('main').getByRole('button', { name: 'The islands' }).first().click()
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).click()
  await phone.saved()
  await phone.tab('map').click()
  await phone.page.screenshot({ path: path.join(OUTPUT, 'phone.png') })
  await expectAccessible(phone.page)

  // The list finds it again, also after a reload, and it can be copied
  await page.getByText(t('boards.keep')).click()
  await page.reload()
  await desk.press('boards.show')
  const row = page.getByRole('listitem').filter({ hasText: 'Our park' })
  await shown(row.getByText(t('facilitator.stickersTotal', { count: 1 })))
  await row.getByRole('button', { name: t('boards.duplicate') }).click()
  const copy = page.getByRole('listitem').filter({ hasText: 'Copy of Our park' })
  await shown(copy.getByText(t('facilitator.stickersTotal', { count: 0 })))
  await look('list')
  await copy.getByRole('link', { name: t('boards.open') }).click()
  await shown(page.getByRole('heading', { name: 'Copy of Our park', level: 1 }))
  await gone(page.getByText(t('boards.here')))
})

test('R9.6 nobody new can join a board that was put away', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const late = phoneOf(await town.phone())
  await desk.press('facilitator.endAsk')
  const asked = desk.page.getByRole('dialog')
  await desk.calmly(asked.getByRole('button', { name: t('facilitator.end'), exact: true }))
  await desk.press('facilitator.putBoardAway')
  await shown(desk.page.getByRole('button', { name: t('facilitator.takeOut') }))
  late.watch.allow(/status of 410/)
  await late.page.getByRole('button', { name: t('join.start'), exact: true }).click()
  await shown(late.page.getByText(t('problem.archived')))
})

test('R9.10 R9.11 a board with a sticker of its own and two of the steps is made and used', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator(PHONE))
  const { page } = desk
  const make = page.getByRole('button', { name: t('facilitator.makeBoard') })
  await desk.press('boards.show')
  await page.getByRole('textbox', { name: t('boards.name') }).fill('Where we work')

  // A sticker of its own: what cannot be is said beside the question, also where it is folded away
  await desk.unfold(t('boards.legend'))
  await page.getByRole('button', { name: t('boards.addKind') }).click()
  const words = page.getByRole('textbox', { name: t('boards.kindLabel') })
  await expectFocus(words)
  const shape = (name: string) => page.getByRole('radio', { name: t(`boards.shape.${name}`) })
  await shape('house').check()
  await shown(page.getByText(t('boards.sameShape', { label: 'I lived here' })))
  await desk.unfold(t('boards.legend'))
  await make.click()
  await shown(page.getByText(t('boards.noKindLabel')))
  await expectFocus(words)
  await words.fill('I work here')
  await shown(page.getByText(t('boards.kindShortHint', { short: 'work here' })))
  await shape('star').check()
  await gone(page.getByText(like('boards.sameShape')))
  await page.getByRole('radio', { name: t('boards.colour.sky') }).check()
  await page.getByRole('radio', { name: t('boards.precision.area') }).check()
  await page.locator('summary').filter({ hasText: 'I visited' }).last().click()
  const visited = (key: string) =>
    page.getByRole('button', { name: new RegExp(`^${t(key)}\\s*: I visited$`) })
  await visited('boards.takeOut').click()
  await shown(visited('boards.putBack'))

  // Two of the steps
  await desk.unfold(t('boards.plan'))
  const steps = page.getByRole('group', { name: t('boards.plan') }).getByRole('checkbox')
  const kept = ['Where we have lived and been', 'What we bring']
  for (const step of await steps.all()) await step.uncheck()
  await shown(page.getByText(t('boards.noStepsHint')))
  for (const title of kept) await page.getByRole('checkbox', { name: title }).check()
  await shown(page.getByText(t('boards.someSteps', { some: 2, count: await steps.count() })))

  // The form with everything unfolded, on all screens
  await unfoldAll(page)
  for (const [name, viewport] of Object.entries(SCREENS)) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: path.join(OUTPUT, `form-${name}.png`), fullPage: true })
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await expectFingerSized(page)
    await expectNothingOverlaps(page)
  }
  await make.click()
  await shown(page.getByText(t('facilitator.boardMade')))
  const join = await page.getByLabel(t('facilitator.joinLink')).inputValue()
  const shows = await page.getByLabel(t('facilitator.displayLink')).inputValue()

  // A phone puts it, and the display shows it
  const display = await town.display()
  await display.page.goto('about:blank')
  await display.go(`/display${new URL(shows).hash}`)
  const phone = phoneOf(await town.phone())
  await phone.page.goto('about:blank')
  await phone.go(`/${new URL(join).hash}`)
  await phone.start()
  await phone.tab('list').click()
  await phone.page.getByRole('main').getByRole('button', { name: 'Govan' }).first().click()
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).waitFor()
  await gone(phone.sheet.getByText('I visited'))
  await phone.sheet.getByText('I work here').click()
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).click()
  await phone.saved()
  await shown(display.page.getByRole('listitem').filter({ hasText: '1 work here' }))
  await display.page.screenshot({ path: path.join(OUTPUT, 'display.png') })
  await expectAccessible(display.page)

  // Its facilitator has these two steps, and no question of the others
  await goThere(page)
  await shown(page.getByRole('heading', { name: 'Where we work', level: 1 }))
  for (const title of kept) await shown(page.getByRole('heading', { name: title }))
  await gone(page.getByRole('heading', { name: 'Tea and biscuits' }))
})

test('R9.12 a short meeting is made from its title alone, with the keyboard', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const { page } = desk
  await desk.press('boards.show')
  await page.getByRole('textbox', { name: t('boards.name') }).focus()
  await page.keyboard.type('Our corner')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(() => page.getByRole('radio', { name: t('boards.short') }).isChecked())
    .toBe(true)
  await shown(page.getByText(t('boards.allSteps', { count: 2 })))
  await expectAccessible(page)
  await page.getByRole('textbox', { name: t('boards.name') }).focus()
  await page.keyboard.press('Enter')
  await goThere(page)
  await shown(page.getByRole('heading', { name: 'Our corner', level: 1 }))
  for (const title of ['Our map', 'One question']) {
    await shown(page.getByRole('heading', { name: title }))
  }
})

/** Goes on to the board that was just made: by the way on which the page was opened. */
async function goThere(page: Page): Promise<void> {
  const { origin } = new URL(page.url())
  await page.getByRole('link', { name: t('boards.goThere') }).click()
  await gone(page.getByText(t('facilitator.boardMade')))
  expect(new URL(page.url()).origin).toBe(origin)
}

/** The screens on which the form is looked at. */
const SCREENS = {
  phone: PHONE.viewport,
  small: SMALL_PHONE.viewport,
  large: PROJECTOR.viewport,
}

async function expectFocus(locator: Locator): Promise<void> {
  const focused = () => locator.evaluate((one) => one === document.activeElement)
  await expect.poll(focused, { timeout: 20_000 }).toBe(true)
}

/** Unfolds the whole form, as somebody does who wants to see everything. */
async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
  })
}
