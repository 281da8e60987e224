import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { middleOfMap } from '../harness/ground.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

test('the whole journey on the phone page goes by single taps, with no drag', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const { page, last } = phone
  const { definition } = town
  const lived = kindOf(definition, 'lived')
  const press = (key: string) => page.getByRole('button', { name: t(key), exact: true }).tap()
  expect(new URL(page.url()).hostname).toBe('board.test')
  expect(await page.evaluate(() => isSecureContext)).toBe(false)

  // Join: one tap from the link to where the board is.
  await expectAccessible(page)
  await press('join.start')
  await shown(page.getByText('A cup of tea'))
  await expectAccessible(page)
  await phone.tab('map').tap()

  // Place in an area: its button on the map, and 'Put my sticker here'.
  const townhead = areaOf(definition, 'townhead')
  await page.getByRole('button', { name: new RegExp(`^${townhead.name}:`) }).tap()
  await shown(phone.sheet.getByRole('heading', { name: townhead.name }))
  await expectAccessible(page)
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).tap()
  await phone.saved()
  await expectAccessible(page)

  // Undo, and put back.
  await press('phone.undo')
  await shown(last.getByText(t('phone.taken', { area: townhead.name })))
  await expectAccessible(page)
  await press('phone.putBack')
  await phone.saved()

  // Place exactly: tap where it was, correct with the arrows.
  await phone.kind(kindOf(definition, 'visited')).tap()
  await press('map.zoomIn')
  await press('map.zoomIn')
  const { x, y } = await middleOfMap(page)
  await page.touchscreen.tap(x + 60, y + 40)
  for (const way of ['left', 'up', 'right', 'down']) await press(`phone.nudge.${way}`)
  await expectAccessible(page)
  await press('phone.placeHere')
  await phone.saved()

  // Answer, and change the answer.
  const [finder] = definition.finders
  if (finder?.form.form !== 'knowledge') throw new Error('the first finder is of another form')
  await desk.open(finder)
  await shown(phone.tab('questions').getByText(t('phone.toAnswer')))
  await phone.tab('questions').tap()
  const [first, second] = finder.form.options.map(({ label }) => label)
  await page.getByText(first ?? '').tap()
  await page.getByText(t('phone.depth.tell')).tap()
  await press('phone.saveAnswer')
  await shown(page.getByText(t('phone.saved')))
  await expectAccessible(page)
  await press('phone.changeAnswer')
  await page.getByText(second ?? '').tap()
  await press('phone.saveAnswer')
  await shown(page.getByText(t('phone.saved')))
  expect(phone.record.frames('sent').filter((frame) => frame.includes('"answer"'))).toHaveLength(2)

  // My card: change, then take back everything.
  await phone.tab('card').tap()
  await expectAccessible(page)
  await page
    .getByRole('button', { name: new RegExp(`^${t('card.change')} .*${lived.label}`) })
    .tap()
  await phone.sheet.getByRole('textbox', { name: t('phone.note') }).fill('By the college')
  await expectAccessible(page)
  await phone.sheet.getByRole('button', { name: t('phone.save') }).tap()
  await gone(phone.sheet)
  await shown(page.getByText('By the college'))
  const takeBack = page.getByRole('button', { name: new RegExp(`^${t('card.takeBack')}`) })
  for (const left of [2, 1, 0]) {
    await takeBack.first().tap()
    await expect.poll(() => takeBack.count()).toBe(left)
  }
  await shown(page.getByText(t('card.noStickers')))
  await expectAccessible(page)
})
