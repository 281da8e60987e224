import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Definition, Finder } from '../../../web/src/wire/types.ts'
import { expectAccessible } from '../harness/access.ts'
import { type Desk, deskOf } from '../harness/desk.ts'
import { expectNothingKept, helperOf } from '../harness/helper.ts'
import { expectFingerSized, expectNoSidewaysScroll } from '../harness/layout.ts'
import { gone, type Phone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Visitor } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/half-filled')

/** Words that somebody has begun and not sent. */
const WORDS = 'The marmalade lighthouse'

test('nobody loses a sentence: over the map, a next step, a reload and a closed question', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const { page } = phone
  const { wall, field } = wallOf(town.definition)
  await phone.start()
  await desk.open(wall)
  await begin(phone, wall, field)

  // To the map and back, and a reload
  await phone.tab('map').click()
  await phone.tab('questions').click()
  await expect.poll(() => written(phone, wall, field)).toBe(WORDS)
  await page.reload()
  await phone.tab('questions').click()
  await expect.poll(() => written(phone, wall, field)).toBe(WORDS)

  // While they write, the board goes on: they are asked, and what they wrote stays before them.
  await page.getByRole('textbox', { name: field }).pressSequentially('!')
  const next = desk.page.getByRole('listitem').filter({
    has: desk.page.getByRole('heading', { name: 'Tea and biscuits' }),
  })
  await desk.calmly(next.getByRole('button', { name: t('facilitator.goHere') }))
  const stay = page.getByRole('button', { name: t('phone.stayHere') })
  await allTheSame(desk, phone.page.getByText(t('now.movedOn', { title: 'Tea and biscuits' })))
  await shown(stay)
  expect(await page.getByRole('textbox', { name: field }).inputValue()).toBe(`${WORDS}!`)
  await look('asked', phone)
  await page.getByRole('button', { name: t('phone.goThere') }).click()
  await gone(stay)

  // The question closes: the words can be read, and are nobody else's.
  await close(desk, wall)
  await shown(page.getByText(t('answer.begunClosed')))
  await shown(page.getByText(WORDS))
  await look('closed', phone)
  await page.getByRole('button', { name: t('answer.begunDrop') }).click()
  await gone(page.getByText(WORDS))
})

test('what was sent too late for its question comes back to whoever wrote it', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const { wall, field } = wallOf(town.definition)
  await phone.start()
  await desk.open(wall)
  await begin(phone, wall, field)
  phone.watch.allowOutage()
  phone.network.sever()
  await phone.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await close(desk, wall)
  phone.network.mend()
  await shown(phone.page.getByText(t('answer.begunClosed')))
  await shown(phone.page.getByText(WORDS))
})

test('who is helped finds what they began, and it goes with whoever finishes', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const helper = helperOf(phoneOf(await town.phone()))
  const { page, press } = helper
  const { wall, field } = wallOf(town.definition)
  await helper.start()
  await desk.open(wall)
  await helper.add('Jean')
  await begin(helper, wall, field)
  await helper.switchTo(t('help.myself'))
  await helper.tab('questions').click()
  await open(helper, wall)
  expect(await page.getByRole('textbox', { name: field }).inputValue()).toBe('')
  await helper.switchTo('Jean')
  await helper.tab('questions').click()
  await expect.poll(() => written(helper, wall, field)).toBe(WORDS)

  await press('help.switch')
  await press('help.finish', { name: 'Jean' })
  await shown(page.getByText(t('help.finishBegun', { name: 'Jean' })))
  await press('help.wordsMake')
  await page.getByText(t('help.written')).click()
  await press('help.forget')
  await gone(page.getByRole('button', { name: t('help.switch') }))
  await expectNoWords(helper)
})

test('what one person began at a kiosk is not there for the next, and a board put away has none', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const { wall, field } = wallOf(town.definition)
  const tablet = phoneOf(await town.kiosk())
  const phone = phoneOf(await town.phone())
  await phone.start()
  await desk.open(wall)
  await tablet.page.getByRole('button', { name: t('kiosk.begin') }).click()
  for (const one of [tablet, phone]) await begin(one, wall, field)
  await tablet.page.getByRole('button', { name: t('kiosk.finish'), exact: true }).click()
  await shown(tablet.page.getByRole('button', { name: t('kiosk.begin') }))
  await expectNothingKept(tablet)

  await desk.press('facilitator.endAsk')
  const end = desk.page.getByRole('dialog').getByRole('button', { name: t('facilitator.end') })
  await desk.calmly(end)
  await allTheSame(desk, desk.page.getByText(t('facilitator.ended')))
  await phone.tab('questions').click()
  await shown(phone.page.getByText(WORDS))
  await desk.press('facilitator.putBoardAway')
  await gone(phone.page.getByText(WORDS))
  await expectNoWords(phone)
})

test('erasing oneself erases what one began', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const { wall, field } = wallOf(town.definition)
  await phone.start()
  await desk.open(wall)
  await begin(phone, wall, field)
  await phone.tab('card').click()
  await phone.page.getByRole('button', { name: t('card.erase'), exact: true }).click()
  await phone.page.getByRole('button', { name: t('card.eraseNow'), exact: true }).click()
  await shown(phone.page.getByText(t('card.erased')))
  await expectNoWords(phone)
})

function wallOf({ finders }: Definition) {
  const wall = finders.find(({ form }) => form.form === 'wall')
  if (wall?.form.form !== 'wall') throw new Error('no wall')
  const prompt = wall.form.prompts[0]?.label ?? ''
  return { wall, field: t('answer.note', { number: 1, prompt }) }
}

/** Opens the form of a question, if it is not the one that is open by itself. */
async function open({ page }: Phone, { question }: Finder): Promise<void> {
  const section = page.getByRole('region', { name: question })
  await shown(section)
  const answer = section.getByRole('button', { name: t('phone.answerThis') })
  if ((await answer.count()) > 0) await answer.click()
}

async function begin(phone: Phone, wall: Finder, field: string): Promise<void> {
  await phone.tab('questions').click()
  await open(phone, wall)
  await phone.page.getByRole('textbox', { name: field }).fill(WORDS)
}

/** What stands in the field, once its form is open again. */
async function written({ page }: Phone, { question }: Finder, field: string): Promise<string> {
  const section = page.getByRole('region', { name: question })
  const goOn = section.getByRole('button', { name: t('answer.begunGoOn') })
  if ((await goOn.count()) > 0) await goOn.click()
  return page.getByRole('textbox', { name: field }).inputValue()
}

/** Closes a question although somebody has something that is not saved. */
async function close(desk: Desk, wall: Finder): Promise<void> {
  await desk.close(wall)
  await allTheSame(desk, desk.question(wall).getByText(t('facilitator.isClosed')))
}

/** Goes on although somebody is still writing, if the page asks; then there is `after`. */
async function allTheSame(desk: Desk, after: Locator): Promise<void> {
  const asked = desk.page.getByRole('dialog', { name: t('facilitator.moveOn.title') })
  const done = after.first().waitFor({ timeout: 20_000 })
  const yes = asked.getByRole('button', { name: t('facilitator.moveOn.go') })
  await Promise.race([done, asked.waitFor({ timeout: 20_000 }).catch(() => undefined)])
  if (await asked.isVisible()) await desk.calmly(yes)
  await done
}

async function expectNoWords({ page }: Visitor): Promise<void> {
  expect(await page.content()).not.toContain(WORDS)
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(WORDS)
}

/** Looks at a screen as it is now: a picture is kept, and it must be usable by everybody. */
async function look(name: string, { page }: Visitor): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expectFingerSized(page)
  await page.screenshot({ path: path.join(OUTPUT, `${name}.png`) })
}
