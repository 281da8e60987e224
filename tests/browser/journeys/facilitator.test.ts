import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { PHONE } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

/** Two rounds, on a busy machine. */
const WHOLE_MS = 300_000

test('a facilitator opens, closes, reveals and hides a question, and screens follow', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  const finder = town.definition.finders.find(({ form }) => form.form === 'choice' && !form.many)
  if (finder?.form.form !== 'choice') throw new Error('no finder with one choice')
  await expectAccessible(desk.page)

  await desk.open(finder)
  await shown(display.page.getByText(finder.question))
  await shown(display.page.getByText(t('display.answer')))
  await expectAccessible(display.page)
  await phone.tab('questions').click()
  await phone.page.getByText(finder.form.options[1]?.label ?? '').click()
  await phone.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await shown(desk.question(finder).getByText(t('tally.people', { count: 1 })))

  await desk.close(finder)
  await shown(phone.page.getByText(t('phone.closed')))
  await desk.reveal(finder)
  await shown(display.page.getByText(finder.form.options[1]?.label ?? ''))
  await shown(display.page.getByText(t('tally.people', { count: 1 })))
  const asked = phone.page.getByRole('region', { name: finder.question })
  await shown(asked.getByText(t('phone.together')))
  await expectAccessible(desk.page)
  await desk.hideAnswers(finder)
  await gone(display.page.getByText(finder.form.options[1]?.label ?? ''))
  await gone(asked.getByText(t('phone.together')))
})

test('a facilitator is told that a link without https is not encrypted', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  await desk.unfold(t('facilitator.plainHttp'))
  await shown(desk.page.getByText(t('facilitator.plainHttpHint')))
  await expectAccessible(desk.page)
})

test('stickers can be paused, and go on', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const display = await town.display()
  await phone.start()
  await desk.press('facilitator.lock')
  await shown(phone.page.getByText(t('phone.locked')))
  await shown(display.page.getByText(t('display.locked')))
  await expectAccessible(phone.page)
  await expectAccessible(display.page)
  expect(await phone.page.getByRole('group', { name: t('phone.chooseKind') }).count()).toBe(0)
  await desk.press('facilitator.unlock')
  await gone(phone.page.getByText(t('phone.locked')))
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await phone.saved()
})

test('an area is shown on the display at once, and a phone asks before it goes there', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const display = await town.display()
  await phone.start()
  const { name } = areaOf(town.definition, 'castlemilk')
  const ground = () =>
    phone.page.locator('svg g[transform^="matrix"]').first().getAttribute('transform')
  const before = await ground()
  await desk.unfold(t('facilitator.showArea'))
  const areas = desk.page.locator('details', { hasText: t('facilitator.showArea') })
  await areas.getByRole('textbox', { name: t('facilitator.findArea') }).fill('castle')
  await desk.calmly(areas.getByRole('button', { name }))

  await shown(display.page.getByRole('main').getByRole('heading', { name }))
  await expectAccessible(display.page)
  const asked = phone.page.getByText(t('phone.showing', { area: name }))
  await shown(asked)
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: t('phone.stay') }).click()
  await gone(asked)
  await expect.poll(ground).toBe(before)

  await desk.press('facilitator.stopShowing')
  await gone(display.page.getByRole('main').getByRole('heading', { name }))
  await desk.calmly(areas.getByRole('button', { name }))
  await shown(asked)
  await phone.page.getByRole('button', { name: t('phone.goThere') }).click()
  await expect.poll(ground).not.toBe(before)
})

test('R6.5 a sticker that is hidden goes from every screen but its author’s, and comes back', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  const display = await town.display()
  await jean.start()
  await ali.start()
  const govan = areaOf(town.definition, 'govan')
  await jean.putFromList(kindOf(town.definition, 'lived'), govan, 'words to hide')
  await jean.saved()
  const label = { name: new RegExp(`^${govan.name}: 1 `) }
  await shown(ali.page.getByRole('button', label))

  await desk.unfold(t('facilitator.stickers', { count: 1 }))
  await expectAccessible(desk.page)
  await desk.page.getByRole('button', { name: /^Hide ?: .*words to hide/ }).click()
  const why = desk.page.getByRole('dialog')
  await expectAccessible(desk.page)
  await why.getByRole('radio', { name: t('facilitator.reason.about_somebody') }).check()
  await why.getByRole('textbox').fill('It names your neighbour')
  await desk.calmly(why.getByRole('button', { name: t('facilitator.hide') }))
  await gone(ali.page.getByRole('button', label))
  await gone(display.page.getByRole('button', label))
  await jean.tab('card').click()
  const told = t('card.hiddenBecause', { reason: t('reason.about_somebody') })
  await shown(jean.page.getByText(told))
  await shown(jean.page.getByText('It names your neighbour', { exact: false }))
  const late = phoneOf(await town.phone())
  await late.start()
  const received = (await late.record.pieces()).filter(({ way }) => way === 'received')
  expect(received.filter(({ text }) => text.includes('words to hide'))).toEqual([])

  await desk.page.getByRole('button', { name: /^Show again ?: .*words to hide/ }).click()
  await shown(ali.page.getByRole('button', label))
  await shown(display.page.getByRole('button', label))
  await gone(jean.page.getByText(told))
})

test('R5.9 a session is ended after asking, everything can still be taken back, and it is opened again', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await phone.saved()

  await desk.press('facilitator.endAsk')
  const dialog = desk.page.getByRole('dialog', { name: t('facilitator.endTitle') })
  await shown(dialog)
  await expectAccessible(desk.page)
  await dialog.getByRole('button', { name: t('facilitator.end'), exact: true }).click()
  await shown(display.page.getByText(t('display.thanks')))
  await expectAccessible(display.page)
  await phone.tab('map').click()
  await shown(phone.page.getByText(t('phone.endTitle')))
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: t('phone.endCard') }).click()
  await phone.page.getByRole('button', { name: new RegExp(`^${t('card.takeBack')}`) }).click()
  await shown(phone.page.getByText(t('card.noStickers')))

  await desk.press('facilitator.takeUp')
  await gone(display.page.getByText(t('display.thanks')))
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'riddrie'))
  await phone.saved()
})

test('a second facilitator, on a phone, sees and does the same', async ({ town }) => {
  const first = deskOf(await town.facilitator())
  const second = deskOf(await town.facilitator(PHONE))
  const phone = phoneOf(await town.phone())
  await phone.start()
  await expectAccessible(second.page)
  await second.press('facilitator.lock')
  await shown(first.page.getByRole('button', { name: t('facilitator.unlock') }))
  await shown(first.page.getByText(t('facilitator.facilitators', { count: 2 })))
  await first.press('facilitator.unlock')
  await shown(second.page.getByRole('button', { name: t('facilitator.lock') }))
  await gone(phone.page.getByText(t('phone.locked')))
})

test('R5.22 R5.28 words that waited when a question was asked again are shown, and a pause says why', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  const wall = town.definition.finders.find(({ form }) => form.form === 'wall')
  if (wall?.form.form !== 'wall') throw new Error('no wall')
  const words = 'More benches'
  const note = t('answer.note', { number: 1, prompt: wall.form.prompts[0]?.label ?? '' })
  await desk.open(wall)
  await phone.tab('questions').click()
  await phone.page.getByRole('textbox', { name: note }).fill(words)
  await phone.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  const waiting = desk.page.getByRole('region', {
    name: t('facilitator.waitingWords', { count: 1 }),
  })
  await shown(waiting.getByText(words))
  await desk.allSaved()
  await desk.close(wall)
  await desk.calmly(desk.question(wall).getByRole('button', { name: t('facilitator.askAgain') }))
  await desk.reveal(wall)
  await shown(waiting.getByText(words))
  await desk.calmly(waiting.getByRole('button', { name: t('facilitator.show') }))
  await shown(display.page.getByText(words))

  const question = desk.question(wall)
  await question.getByText(t('facilitator.look')).click()
  await question.getByRole('button', { name: t('facilitator.mute') }).click()
  const asked = desk.page.getByRole('dialog', { name: t('facilitator.muteTitle') })
  await asked.getByText(t('facilitator.reason.hurtful')).click()
  await expectAccessible(desk.page)
  await desk.calmly(asked.getByRole('button', { name: t('facilitator.mute') }))
  await phone.tab('card').click()
  await shown(phone.page.getByText(t('reason.hurtful'), { exact: false }))
})
