import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { piecesWith } from '../harness/bytes.ts'
import { deskOf } from '../harness/desk.ts'
import { expectFitsAnywhere } from '../harness/layout.ts'
import { gone, type Phone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { like, t } from '../harness/words.ts'

/** Five pages, looked at many times, on a busy machine. */
const WHOLE_MS = 180_000

test('R5.23 a name that the facilitator hides leaves every other screen, and another one waits', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await jean.start()
  await ali.start()
  await call(ali, 'Ali')
  await call(jean, 'Rude word')
  await ali.tab('questions').click()
  const others = [display.page.getByRole('main'), ali.page.getByRole('main')]
  for (const page of others) await shown(page.getByText('Rude word'))

  // Hidden, with a reason
  await desk.unfold(like('facilitator.names'))
  const row = desk.page.getByRole('listitem').filter({ hasText: 'Rude word' })
  await shown(row.getByText(t('facilitator.nameOpen')))
  await expectAccessible(desk.page)
  await expectFitsAnywhere(desk.page)
  await row.getByRole('button', { name: /^Hide ?: Rude word/ }).click()
  const why = desk.page.getByRole('dialog')
  await why.getByRole('radio', { name: t('facilitator.reason.hurtful') }).check()
  await why.getByRole('textbox').fill('Not in this hall.')
  await desk.calmly(why.getByRole('button', { name: t('facilitator.hide') }))
  for (const page of others) await gone(page.getByText('Rude word'))
  for (const page of others) await shown(page.getByText('Ali'))
  await shown(row.getByText(t('facilitator.nameHidden')))
  await expectAccessible(desk.page)

  // Its owner reads why, and everybody that it was done
  const told = t('card.nameHidden', { reason: t('reason.hurtful') })
  await shown(jean.page.getByText(told))
  await shown(jean.page.getByText('Not in this hall.', { exact: false }))
  await expectAccessible(jean.page)
  await expectFitsAnywhere(jean.page)
  await jean.tab('questions').click()
  await shown(jean.page.getByRole('main').getByText(told))
  await ali.tab('card').click()
  const deed = t('card.deed.hidden', { what: t('card.thing.name') })
  await shown(ali.page.getByText(deed, { exact: false }))
  const late = phoneOf(await town.phone())
  await late.start()
  expect(piecesWith(await late.record.pieces(), 'Rude word')).toEqual([])

  // Another one waits until it was read
  await call(jean, 'Jean')
  await shown(jean.page.getByText(t('card.nameWaiting')))
  await expectAccessible(jean.page)
  const waiting = desk.page.getByRole('region', {
    name: t('facilitator.waitingWords', { count: 1 }),
  })
  await shown(waiting.getByText('Jean', { exact: true }))
  await expectAccessible(desk.page)
  await ali.tab('questions').click()
  for (const visitor of [late, ali, display]) {
    expect(piecesWith(await visitor.record.pieces(), '"Jean"')).toEqual([])
  }
  await desk.calmly(waiting.getByRole('button', { name: t('facilitator.show') }))
  for (const page of others) await shown(page.getByText('Jean', { exact: true }))
  await gone(jean.page.getByText(t('card.nameWaiting')))
  await gone(waiting)
  await expectAccessible(display.page)
})

/** Somebody tells everybody what they want to be called. */
async function call(phone: Phone, name: string): Promise<void> {
  await phone.tab('card').click()
  const card = phone.page.getByRole('main')
  await card.getByRole('textbox', { name: t('join.name') }).fill(name)
  const toAll = card.getByRole('checkbox', { name: t('card.nameShown') })
  await toAll.check()
  await card.getByRole('button', { name: t('card.saveName') }).click()
  await gone(card.getByRole('button', { name: t('card.saveName') }))
}
