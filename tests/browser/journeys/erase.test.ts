import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

test('R8.10 everything of mine is erased after asking, on every screen and for good', async ({
  town,
}) => {
  const phone = phoneOf(await town.phone())
  const other = phoneOf(await town.phone())
  const { page } = phone
  const [lived, govan] = [kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan')]
  await phone.start()
  await other.start()
  await phone.putFromList(lived, govan, 'The close with the green tiles')
  await phone.saved()
  await other.putFromList(lived, areaOf(town.definition, 'red-road'), 'By the ferry')
  await other.saved()
  const desk = deskOf(await town.facilitator())
  await desk.unfold(t('facilitator.stickers', { count: 2 }))
  await shown(desk.page.getByText('The close with the green tiles').first())

  await phone.tab('card').click()
  const erase = page.getByRole('button', { name: t('card.erase'), exact: true })
  await erase.click()
  const dialog = page.getByRole('dialog', { name: t('card.eraseAsk') })
  await shown(dialog)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: t('card.eraseKeep') }).click()
  await gone(dialog)
  expect((await phone.myStickers()).join()).toContain('The close with the green tiles')

  await erase.click()
  await dialog.getByRole('button', { name: t('card.eraseNow') }).click()
  await shown(page.getByText(t('card.erased')))
  await expectAccessible(page)
  await gone(desk.page.getByText('The close with the green tiles').first())
  await shown(desk.page.getByText('By the ferry').first())
  expect((await other.myStickers()).join()).toContain('By the ferry')

  await page.reload()
  await shown(page.getByRole('button', { name: t('join.start'), exact: true }))
  await phone.start()
  await phone.tab('card').click()
  await shown(page.getByText(t('card.noStickers')))
})
