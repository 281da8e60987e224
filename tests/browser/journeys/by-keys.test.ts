import { expect } from 'vitest'
import { deskOf } from '../harness/desk.ts'
import { press, tabTo } from '../harness/keys.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

test('the whole journey on the phone page goes by keys only', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone({ hasTouch: false, isMobile: false }))
  const { page, last } = phone
  const { definition } = town
  const button = (key: string) => page.getByRole('button', { name: t(key) })
  const govan = areaOf(definition, 'govan')
  const visited = kindOf(definition, 'visited')
  await page.evaluate(() => {
    const refuse = () => Object.assign(window, { pointed: true })
    for (const what of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(what, refuse)
  })

  // Join.
  await press(page, page.getByRole('textbox', { name: t('join.name') }), 'J')
  await press(page, button('join.start'))
  await press(page, phone.tab('map'))

  // Place in an area, from its button on the map.
  await press(page, page.getByRole('button', { name: new RegExp(`^${govan.name}:`) }))
  await shown(phone.sheet)
  await press(page, phone.sheet.getByRole('button', { name: t('phone.putHere') }))
  await phone.saved()
  await shown(last.getByText(t('phone.onArea', { area: govan.name })))

  // Undo.
  await press(page, last.getByRole('button', { name: t('phone.undo') }))
  await shown(last.getByText(t('phone.taken', { area: govan.name })))

  // The same from the list.
  await press(page, phone.tab('list'))
  await press(page, page.getByRole('searchbox', { name: t('phone.search') }), 'g')
  await page.keyboard.type('ovan')
  await shown(page.getByText(t('phone.found', { count: 1 })))
  await press(page, page.getByRole('main').getByRole('button', { name: govan.name }))
  await press(page, phone.sheet.getByRole('button', { name: t('phone.addWordsOptional') }))
  await page.keyboard.type('The ferry')
  await press(page, phone.sheet.getByRole('button', { name: t('phone.putHere') }))
  await phone.saved()

  // Place exactly, on the map.
  await press(page, phone.tab('map'))
  const kinds = page.getByRole('main').getByRole('group', { name: t('phone.chooseKind') })
  await tabTo(page, kinds.getByRole('radio', { checked: true }))
  await page.keyboard.press('ArrowRight')
  expect(await kinds.getByRole('radio', { name: visited.label }).isChecked()).toBe(true)
  await tabTo(page, page.getByRole('application'))
  for (const key of ['+', '+', 'ArrowRight', 'ArrowUp', 'Shift+ArrowLeft', '-', 'Enter']) {
    await page.keyboard.press(key)
  }
  await phone.saved()
  const points = phone.record.frames('sent').filter((frame) => frame.includes('"point"'))
  expect(points).toHaveLength(1)

  // Answer.
  const [finder] = definition.finders
  if (finder?.form.form !== 'knowledge') throw new Error('the first finder is of another form')
  await desk.open(finder)
  await shown(phone.tab('questions').getByText(t('phone.toAnswer')))
  await press(page, phone.tab('questions'))
  const option = finder.form.options[0]?.label ?? ''
  await press(page, page.getByRole('checkbox', { name: option }), 'Space')
  await tabTo(page, page.getByRole('radio', { name: t('phone.depth.heard') }))
  await page.keyboard.press('ArrowRight')
  await press(page, button('phone.saveAnswer'))
  await shown(page.getByText(t('phone.saved')))

  // Take back, from my card.
  await press(page, phone.tab('card'))
  const takeBack = page.getByRole('button', { name: new RegExp(`^${t('card.takeBack')}`) })
  await expect.poll(() => takeBack.count()).toBe(3)
  for (const left of [2, 1, 0]) {
    await press(page, takeBack.first())
    await expect.poll(() => takeBack.count()).toBe(left)
  }
  await gone(page.getByText('The ferry'))
  await shown(page.getByText(t('card.noAnswers')))
  expect(await page.evaluate(() => 'pointed' in window)).toBe(false)
})
