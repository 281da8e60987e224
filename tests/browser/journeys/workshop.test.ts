import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { piecesWith } from '../harness/bytes.ts'
import { deskOf } from '../harness/desk.ts'
import { expectNoSidewaysScroll } from '../harness/layout.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Visitor } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/workshop')

/** Six screens, a dozen times looked at, on a busy machine. */
const WHOLE_MS = 300_000

/** A text that is nowhere else. */
const OWN_NOTE = 'the marmalade lighthouse'

test('R5.14 a whole workshop: everyone follows the facilitator from the welcome to the end', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const [jean, ali, mina, home] = [
    phoneOf(await town.phone()),
    phoneOf(await town.phone()),
    phoneOf(await town.phone()),
    phoneOf(await town.phone()),
  ]
  for (const phone of [jean, ali, mina]) await phone.arrive()
  await home.arrive('remote')
  const screens = { desk, display, jean, ali, mina, home }
  const goOn = async () => {
    await desk.allSaved()
    await desk.press('facilitator.goOn')
  }
  await mkdir(OUTPUT, { recursive: true })

  // Welcome
  await shown(jean.page.getByText('A cup of tea'))
  await look('welcome', screens)

  // Somebody at home asks for a word
  await home.page.getByRole('button', { name: t('signs.title') }).click()
  await home.page.getByRole('button', { name: t('signs.handUp') }).click()
  for (const { page } of [display, desk]) await shown(page.getByText(t('signs.somebodyRemote')))
  await look('hand', screens)
  await desk.page.getByRole('button', { name: t('facilitator.heard') }).click()
  await gone(display.page.getByText(t('signs.somebodyRemote')))
  await home.page.getByRole('button', { name: t('signs.done') }).click()

  // Stickers
  await goOn()
  await jean.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await jean.saved()
  await look('stickers', screens)

  // A knowledge finder, hidden and then revealed
  await goOn()
  const [finder] = town.definition.finders
  if (finder?.form.form !== 'knowledge') throw new Error('the first finder is of another form')
  await shown(ali.page.getByRole('heading', { name: finder.question }))
  await ali.page.getByRole('checkbox', { name: finder.form.options[0]?.label ?? '' }).check()
  await ali.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await jean.page.getByRole('button', { name: t('answer.skip') }).click()
  await shown(display.page.getByRole('heading', { name: finder.question }))
  await look('knowledge', screens)
  await desk.reveal(finder)
  await shown(display.page.getByText(t('tally.people', { count: 1 })))
  await look('knowledge-revealed', screens)
  await desk.allSaved()
  await desk.close(finder)

  // On to the vote, past what lies between
  const go = async (title: string) => {
    const item = desk.page.getByRole('listitem').filter({
      has: desk.page.getByRole('heading', { name: title }),
    })
    await desk.allSaved()
    await desk.calmly(item.getByRole('button', { name: t('facilitator.goHere') }))
  }
  await go('Tea and biscuits')
  await shown(display.page.getByRole('heading', { name: 'Tea and biscuits' }))
  await look('break', screens)
  await go('Where to meet next')
  const more = t('answer.dotMore', { option: areaOf(town.definition, 'govan').name })
  await jean.page.getByRole('textbox', { name: t('answer.findArea') }).fill('Govan')
  await jean.page.getByRole('button', { name: more }).click()
  await jean.page.getByRole('button', { name: more }).click()
  await jean.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  const vote = town.definition.finders.find(({ id }) => id === 'meet-next')
  if (!vote) throw new Error('no vote')
  await shown(desk.question(vote).getByText(t('tally.people', { count: 1 })))
  await desk.reveal(vote)
  await shown(display.page.getByText(t('tally.dots', { count: 2 })))
  await look('vote', screens)

  // A wall with approval. Whoever had scrolled down begins at its top.
  await go('Looking back')
  const above = (title: Element) =>
    (title.closest('main')?.getBoundingClientRect().top ?? 0) - title.getBoundingClientRect().top
  const title = jean.page.locator('.present-title', { hasText: 'Looking back' })
  await expect.poll(() => title.evaluate(above)).toBeLessThan(0)
  const wall = town.definition.finders.find(({ id }) => id === 'looking-back')
  if (wall?.form.form !== 'wall') throw new Error('no wall')
  const prompt = wall.form.prompts[0]?.label ?? ''
  const note = t('answer.note', { number: 1, prompt })
  await home.page.getByRole('textbox', { name: note }).fill(OWN_NOTE)
  await home.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  const waiting = desk.page.getByRole('region', {
    name: t('facilitator.waitingWords', { count: 1 }),
  })
  await shown(waiting.getByText(OWN_NOTE))
  await desk.reveal(wall)
  await look('wall-waiting', screens)
  for (const other of [ali, display]) {
    expect(piecesWith(await other.record.pieces(), OWN_NOTE)).toEqual([])
  }
  await desk.calmly(waiting.getByRole('button', { name: t('facilitator.show') }))
  await shown(display.page.getByText(OWN_NOTE))
  await shown(ali.page.getByText(OWN_NOTE))
  await look('wall-shown', screens)

  // Time, and everyone together
  await desk.calmly(
    desk.page.getByRole('button', { name: t('facilitator.startTimer', { count: 10 }) }),
  )
  await shown(display.page.getByRole('timer'))
  await ali.tab('map').click()
  await desk.press('facilitator.bring')
  await shown(ali.page.getByRole('button', { name: t('phone.goThere') }))
  await look('invited', screens)
  // On a busy machine looking takes longer than the countdown: then Ali has been brought along.
  const timer = shown(ali.page.getByRole('timer'))
  await Promise.any([ali.page.getByRole('button', { name: t('phone.goThere') }).click(), timer])
  await timer

  // The end
  await go('Thank you')
  await shown(display.page.getByRole('heading', { name: 'Thank you' }))
  await gone(display.page.getByRole('timer'))
  await look('close', screens)
})

test('R5.17 a running timer and the place in the agenda outlive a restart and a reload', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  await desk.press('facilitator.goOn')
  await desk.calmly(
    desk.page.getByRole('button', { name: t('facilitator.startTimer', { count: 10 }) }),
  )
  await shown(display.page.getByRole('timer'))
  await town.pullThePlug()
  await desk.page.reload()
  const second = deskOf(await town.facilitator())
  for (const { page } of [desk, second]) {
    await shown(page.getByRole('timer'))
    await shown(page.getByText(t('facilitator.isNow'), { exact: true }))
  }
  const left = await Promise.all(
    [desk, second, display].map(({ page }) => page.getByRole('timer').innerText()),
  )
  for (const words of left) expect(words).toMatch(/^9:\d\d/)
})

test('R5.29 a facilitator writes a question and asks it at once', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  await desk.press('facilitator.newQuestion')
  const form = desk.page.getByRole('dialog')
  await form.getByRole('button', { name: t('facilitator.askNow') }).click()
  await shown(form.getByText(t('facilitator.questionMissing')))
  await form.getByRole('textbox', { name: t('facilitator.theQuestion') }).fill('Tea or coffee?')
  await form.getByRole('textbox', { name: t('facilitator.lines.choice') }).fill('Tea\nCoffee')
  await expectAccessible(desk.page)
  await desk.calmly(form.getByRole('button', { name: t('facilitator.askNow') }))
  await shown(phone.page.getByRole('radio', { name: 'Coffee' }))
  await shown(display.page.getByRole('heading', { name: 'Tea or coffee?' }))
  await phone.page.getByRole('radio', { name: 'Coffee' }).check()
  await phone.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await shown(phone.page.getByText(t('phone.myAnswer')))
})

test('R5.28 a question is asked again, and both rounds are compared', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  const finder = town.definition.finders.find(({ form }) => form.form === 'choice' && !form.many)
  if (finder?.form.form !== 'choice') throw new Error('no finder with one choice')
  const [first, second] = finder.form.options
  const answer = async (label = '') => {
    await phone.page.getByRole('radio', { name: label }).check()
    await phone.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
    await shown(desk.question(finder).getByText(t('tally.people', { count: 1 })))
  }
  await phone.tab('questions').click()
  await desk.open(finder)
  await answer(first?.label)
  await desk.close(finder)
  await desk.allSaved()
  await desk.calmly(desk.question(finder).getByRole('button', { name: t('facilitator.askAgain') }))
  await answer(second?.label)
  await desk.reveal(finder)
  for (const { page } of [display, phone]) {
    await shown(page.getByText(t('tally.before'), { exact: true }))
    await expectAccessible(page)
  }
})

/** Keeps a picture of each screen, and expects it to be one that everybody can use. */
async function look(name: string, screens: { [who: string]: Visitor }): Promise<void> {
  for (const [who, { page }] of Object.entries(screens)) {
    await page.screenshot({ path: path.join(OUTPUT, `${name}-${who}.png`) })
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
}
