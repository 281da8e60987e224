import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

test('R2.5 three words bring my card to another phone, where I can take things back', async ({
  town,
}) => {
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.putFromList(
    kindOf(town.definition, 'lived'),
    areaOf(town.definition, 'govan'),
    'Mine, on both',
  )
  await phone.saved()
  await phone.tab('card').click()
  await phone.page.getByRole('button', { name: t('card.wordsMake') }).click()
  await shown(phone.page.getByText(t('card.wordsKeep', { code: town.code })))
  const said = await phone.page
    .getByRole('paragraph')
    .filter({ hasText: /^[a-z]+ [a-z]+ [a-z]+$/ })
    .innerText()

  const other = phoneOf(await town.phone())
  other.watch.allow(/status of 40\d/)
  await other.page.getByRole('button', { name: t('join.before') }).click()
  const words = other.page.getByRole('textbox', { name: t('join.words') })
  await words.fill('apple apple apple')
  await other.page.getByRole('button', { name: t('join.return') }).click()
  await shown(other.page.getByText(t('problem.unknown_words')))
  await expectAccessible(other.page)
  await words.fill(`  ${said.toUpperCase()} `)
  await other.page.getByRole('button', { name: t('join.return') }).click()
  await shown(other.tab('card'))
  expect((await other.myStickers()).join()).toContain('Mine, on both')

  await other.page.getByRole('button', { name: new RegExp(`^${t('card.takeBack')}`) }).click()
  await gone(phone.page.getByText('Mine, on both'))
})

test('R2.2 a join code is read in small letters and with blanks, and a wrong one says so', async ({
  town,
}) => {
  const phone = phoneOf(await town.phone())
  phone.watch.allow(/status of 40\d/)
  await phone.page.goto('about:blank')
  await phone.go('/')
  const field = phone.page.getByRole('textbox', { name: t('join.code') })
  const go = phone.page.getByRole('button', { name: t('join.go') })
  await field.fill('abc')
  await go.click()
  await shown(phone.page.getByText(t('join.codeWrong')))
  await expectAccessible(phone.page)
  const wrong = town.code === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA'
  await field.fill(wrong)
  await go.click()
  await shown(phone.page.getByText(t('problem.unknown_code')))
  await field.fill(`${town.code.slice(0, 3)} ${town.code.slice(3)}`.toLowerCase())
  await go.click()
  await phone.start()
})
