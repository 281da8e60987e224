import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { piecesWith } from '../harness/bytes.ts'
import { deskOf } from '../harness/desk.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

/** Four screens, on a busy machine. */
const WHOLE_MS = 300_000

test('R5.21 R5.22 whoever is paused reads why, can answer and take back, and goes on; everybody reads that it was done', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  const display = await town.display()
  await jean.start()
  await ali.start()
  const [lived, govan] = [kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan')]
  await jean.putFromList(lived, govan, 'what Jean wrote')
  await jean.saved()

  // A reason, and words to it
  await desk.unfold(t('facilitator.stickers', { count: 1 }))
  const what = /what Jean wrote/
  await desk.calmly(
    desk.page.getByRole('button', { name: what }).filter({ hasText: t('facilitator.mute') }),
  )
  const asked = desk.page.getByRole('dialog', { name: t('facilitator.muteTitle') })
  await asked.getByRole('radio', { name: t('facilitator.reason.hurtful') }).check()
  await asked.getByRole('textbox').fill('for Jean alone')
  await desk.calmly(asked.getByRole('button', { name: t('facilitator.mute'), exact: true }))
  await shown(desk.page.getByText(t('facilitator.paused', { count: 1 })))
  await expectAccessible(desk.page)

  // Jean reads why, and the sticker stays
  await jean.tab('card').click()
  const why = jean.page.getByText(t('card.muted', { reason: t('reason.hurtful') }).slice(0, -1))
  await shown(why)
  await shown(jean.page.getByText('for Jean alone', { exact: false }))
  await expectAccessible(jean.page)
  await shown(ali.page.getByRole('button', { name: new RegExp(`^${govan.name}: 1 `) }))

  // A sticker is refused in words, and leaves nothing behind
  await jean.putFromList(lived, areaOf(town.definition, 'riddrie'))
  await shown(jean.page.getByText(t('refused.muted')))
  await expectAccessible(jean.page)
  expect(await jean.myStickers()).toHaveLength(1)

  // To answer, and to take back, is still possible
  const choice = town.definition.finders.find(({ form }) => form.form === 'choice' && !form.many)
  if (choice?.form.form !== 'choice') throw new Error('no finder with one choice')
  await desk.open(choice)
  await jean.tab('questions').click()
  await jean.page.getByRole('radio', { name: choice.form.options[0]?.label ?? '' }).check()
  await jean.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await shown(desk.question(choice).getByText(t('tally.people', { count: 1 })))
  await jean.tab('card').click()
  const takeBack = jean.page.getByRole('button', { name: new RegExp(`^${t('card.takeBack')}`) })
  await takeBack.first().click()
  await gone(display.page.getByRole('button', { name: new RegExp(`^${govan.name}: 1 `) }))

  // Everybody can read that it was done, and nobody to whom
  const paused = t('card.deed.muted', { what: t('card.thing.placing') })
  const others = phoneOf(await town.phone())
  await others.start()
  for (const phone of [ali, others]) {
    await phone.tab('card').click()
    await shown(phone.page.getByText(paused))
    await shown(phone.page.getByText(t('card.deedReason.hurtful'), { exact: false }))
    await expectAccessible(phone.page)
  }
  for (const one of [ali, others, display]) {
    expect(piecesWith(await one.record.pieces(), 'for Jean alone')).toEqual([])
  }

  // The pause can be ended although nothing of Jean's is left on the map
  await desk.calmly(desk.page.getByRole('button', { name: t('facilitator.unmute') }))
  await gone(desk.page.getByText(t('facilitator.paused', { count: 1 })))
  await gone(why)
  await shown(ali.page.getByText(t('card.deed.unmuted', { what: t('card.thing.placing') })))
  await jean.putFromList(lived, govan)
  await jean.saved()
  await shown(ali.page.getByText(paused))
})
