import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { piecesWith } from '../harness/bytes.ts'
import { deskOf } from '../harness/desk.ts'
import type { Piece } from '../harness/record.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { until } from '../harness/until.ts'
import { t } from '../harness/words.ts'

/** A text that is nowhere else. */
const OWN_WORDS = 'the zebra lantern walk'

test('R4.8 a sticker placed on one phone is on the other phone and on the display', async ({
  town,
}) => {
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  const display = await town.display()
  await jean.start()
  await ali.start()
  const govan = areaOf(town.definition, 'govan')
  const lived = kindOf(town.definition, 'lived')

  await jean.putFromList(lived, govan, 'Number 12, third floor')
  await jean.saved()

  const counted = t('map.kindCount', { count: 1, kind: lived.short })
  const label = t('map.areaCounts', { area: govan.name, counts: counted })
  await shown(ali.page.getByRole('button', { name: label }))
  await shown(display.page.getByRole('main').getByText(govan.name))
  await shown(display.page.getByRole('listitem').filter({ hasText: `1 ${lived.short}` }))
  await ali.tab('list').click()
  await ali.page.getByRole('button', { name: govan.name }).click()
  await shown(ali.page.getByText('Number 12, third floor'))
  await expectAccessible(ali.page)
  await expectAccessible(display.page)

  await jean.last.getByRole('button', { name: t('phone.undo') }).click()
  await gone(ali.page.getByText('Number 12, third floor'))
  await gone(display.page.getByRole('listitem').filter({ hasText: `1 ${lived.short}` }))
})

test('R6.3 an answer is in no byte that others receive until it is revealed', async ({ town }) => {
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  const display = await town.display()
  const desk = deskOf(await town.facilitator())
  await jean.start()
  await ali.start()
  const [finder] = town.definition.finders
  if (finder?.form.form !== 'knowledge') throw new Error('the first finder is of another form')
  const [first, second] = finder.form.options
  const govan = areaOf(town.definition, 'govan')

  await desk.open(finder)
  await jean.tab('questions').click()
  await jean.page.getByRole('checkbox', { name: first?.label ?? '' }).check()
  await jean.page.getByRole('radio', { name: t('phone.depth.tell') }).check({ force: true })
  await jean.page.getByRole('checkbox', { name: second?.label ?? '' }).check()
  await jean.page.getByRole('textbox', { name: t('phone.own') }).fill(OWN_WORDS)
  await expectAccessible(jean.page)
  await jean.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await shown(desk.question(finder).getByText(t('tally.people', { count: 1 })))

  // A later sticker shows that what came before it has arrived everywhere.
  await jean.putFromList(kindOf(town.definition, 'lived'), govan)
  await jean.saved()
  for (const { record } of [ali, display]) {
    await until('the sticker is there', () =>
      record.frames('received').some((frame) => frame.includes('"govan"')),
    )
  }
  for (const { record } of [ali, display]) {
    const pieces = await record.pieces()
    expect(piecesWith(pieces, OWN_WORDS)).toEqual([])
    expect(piecesWith(quietly(pieces), /"(tally|answered|people)"\s*:/)).toEqual([])
    expect(record.frames('received').filter((frame) => frame.includes(first?.id ?? ''))).toEqual([])
  }
  await ali.tab('questions').click()
  await shown(ali.page.getByRole('heading', { name: finder.question }))
  const asked = ali.page.getByRole('region', { name: finder.question })
  expect(await asked.getByText(t('phone.together')).count()).toBe(0)

  await desk.reveal(finder)
  for (const page of [ali.page, display.page]) {
    await shown(page.getByText(t('tally.people', { count: 1 })))
    await shown(page.getByText(OWN_WORDS))
    await expectAccessible(page)
  }
  // The search finds what it looks for, once it is there.
  for (const { record } of [ali, display]) {
    expect(piecesWith(await record.pieces(), OWN_WORDS)).not.toEqual([])
  }

  await desk.hideAnswers(finder)
  await gone(display.page.getByText(OWN_WORDS))
  const late = phoneOf(await town.phone())
  await late.start()
  await late.tab('questions').click()
  await shown(late.page.getByRole('heading', { name: finder.question }))
  const received = await late.record.pieces()
  expect(piecesWith(received, OWN_WORDS)).toEqual([])
  expect(piecesWith(quietly(received), /"(tally|answered)"\s*:/)).toEqual([])
})

/** What was received, without the tally of the welcome's question, which everybody sees grow. */
function quietly(pieces: readonly Piece[]): Piece[] {
  const talk = /"id":"tea"[^]*?"tally":\{(?:[^{}]|\{[^{}]*\})*\}/g
  return pieces.map((piece) => ({ ...piece, text: piece.text.replace(talk, '') }))
}
