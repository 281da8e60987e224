import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { areaOf, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

/** A token that opens nothing. */
const WRONG = 'AAAAAAAAAAAAAAAAAAAAAA'

test('R3.3 a link that opens nothing says what to do', async ({ town }) => {
  const visitors = [
    { visitor: await town.display(), path: '/display', words: t('display.badLink') },
    { visitor: await town.facilitator(), path: '/facilitator', words: t('facilitator.badLink') },
  ]
  for (const { visitor, path, words } of visitors) {
    visitor.watch.allow(/status of 40\d/)
    for (const fragment of ['', `#${WRONG}`]) {
      await visitor.page.goto('about:blank')
      await visitor.go(`${path}${fragment}`)
      await shown(visitor.page.getByText(words))
      await expectAccessible(visitor.page)
    }
  }
})

test('R5.7 what people write is shown as they wrote it, and never run', async ({ town }) => {
  const note = '<img src=x onerror="document.title=1"> & “áé” {name} שלום'
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  const display = await town.display()
  const desk = deskOf(await town.facilitator())
  const govan = areaOf(town.definition, 'govan')
  await jean.start()
  await ali.start()
  await jean.putFromList(kindOf(town.definition, 'lived'), govan, note)
  await jean.saved()

  await ali.tab('list').click()
  await ali.page.getByRole('main').getByRole('button', { name: govan.name }).click()
  await shown(ali.page.getByText(note, { exact: true }))
  await desk.unfold(t('facilitator.stickers', { count: 1 }))
  await shown(desk.page.getByText(note, { exact: true }))
  await desk.unfold(t('facilitator.showArea'))
  const areas = desk.page.locator('details', { hasText: t('facilitator.showArea') })
  await desk.calmly(areas.getByRole('button', { name: govan.name }))
  await shown(display.page.getByText(note, { exact: true }))
  for (const { page } of [ali, desk, display]) {
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    await expectAccessible(page)
  }
})

test('a phone can be made to forget me, after asking', async ({ town }) => {
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await phone.saved()
  await phone.tab('card').click()
  await phone.page.getByRole('button', { name: t('card.leave') }).click()
  const dialog = phone.page.getByRole('dialog', { name: t('card.leaveAsk') })
  await shown(dialog)
  await expectAccessible(phone.page)
  await dialog.getByRole('button', { name: t('card.leave') }).click()
  await phone.start()
  expect(await phone.myStickers()).toEqual([])
  await shown(phone.page.getByText(t('card.noStickers')))
})

test('a name is seen by the facilitator only', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await ali.start()
  await jean.page.getByRole('textbox', { name: t('join.name') }).fill('Jeannie Deans')
  await jean.start()
  await desk.unfold(t('facilitator.names', { count: 1 }))
  await shown(desk.page.getByText('Jeannie Deans'))
  await expectAccessible(desk.page)
  await jean.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await shown(ali.page.getByRole('button', { name: /^Govan: 1 / }))
  const pieces = await ali.record.pieces()
  expect(pieces.filter(({ text }) => text.includes('Jeannie'))).toEqual([])
})

test('stickers are put from the list in a window as low as a zoomed one', async ({ town }) => {
  const options = { viewport: { width: 320, height: 256 }, isMobile: false, hasTouch: false }
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone(options))
  await phone.arrive()
  await desk.allSaved()
  await desk.press('facilitator.goOn')
  await shown(phone.page.getByRole('heading', { name: t('phone.listTitle') }))
  expect(await phone.tab('list').getAttribute('aria-current')).toBe('page')
})

test('the display can be read from the back of the hall', async ({ town }) => {
  const display = await town.display()
  const desk = deskOf(await town.facilitator())
  const small = () =>
    display.page.evaluate(() => {
      const words = [...document.querySelectorAll('header *, main *, aside *')]
      const own = (one: Element) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      return words
        .filter((one) => own(one) && one.checkVisibility() && one.getBoundingClientRect().width > 2)
        .map((one) => ({ size: Number.parseFloat(getComputedStyle(one).fontSize), one }))
        .filter(({ size }) => size < 40)
        .map(({ size, one }) => `${size} px: ${one.textContent}`)
    })
  const fits = () =>
    display.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth <= innerWidth,
      high: document.documentElement.scrollHeight <= innerHeight,
    }))
  await shown(display.page.getByText(town.code))
  // The welcome's question has no scene of its own.
  for (const finder of town.definition.finders.filter(({ id }) => id !== 'tea')) {
    expect(await small()).toEqual([])
    expect(await fits()).toEqual({ wide: true, high: true })
    await desk.open(finder)
    await shown(display.page.getByText(finder.question))
    await shown(display.page.getByText(town.code))
  }
})
