import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { piecesWith } from '../harness/bytes.ts'
import { type Desk, deskOf } from '../harness/desk.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

/** Three screens and many changes, on a busy machine. */
const WHOLE_MS = 300_000

const [TEA, VOTE] = ['Tea and biscuits', 'Where to meet next']
const STICKERS = 'Where we have lived and been'

test('R5.16 an activity is moved, copied, edited and hidden, and phones and display follow', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const display = await town.display()
  await phone.start()
  await phone.tab('questions').click()
  // What will happen, as a phone says it at the welcome
  const ahead = () => phone.page.locator('.present-ahead-title').allInnerTexts()
  await expect.poll(ahead).toContain(TEA)
  const before = await ahead()
  const at = before.indexOf(TEA)
  // Each with a sentence about what others see
  const says = (title: string) =>
    phone.page.locator('.present-ahead li', { hasText: title }).locator('.privacy').innerText()
  expect(await Promise.all(before.map(says))).not.toContain('')
  expect(await says(TEA)).toBe(t('now.ahead.nothing'))
  expect(await says(VOTE)).toBe(t('now.ahead.question'))

  // Moved
  await unfold(item(desk, TEA).first())
  await change(desk, TEA, 'facilitator.up')
  const moved = [...before]
  moved.splice(at - 1, 2, TEA, before[at - 1] ?? '')
  await expect.poll(ahead).toEqual(moved)
  await change(desk, TEA, 'facilitator.down')
  await expect.poll(ahead).toEqual(before)

  // Copied: there twice, and edited in one of the two places
  await change(desk, TEA, 'facilitator.copyActivity')
  const twice = [...before.slice(0, at), TEA, ...before.slice(at)]
  await expect.poll(ahead).toEqual(twice)
  await unfold(item(desk, TEA).last())
  await desk.calmly(
    item(desk, TEA)
      .last()
      .getByRole('button', { name: t('facilitator.edit') }),
  )
  const form = desk.page.getByRole('dialog')
  await expectAccessible(desk.page)
  const field = (key: string) => form.getByRole('textbox', { name: t(key), exact: true })
  await field('facilitator.title').fill('Soup and bread')
  await field('facilitator.text').fill('The kitchen is on the left.')
  await field('facilitator.ownNotes').fill('Ask who helps with the dishes.')
  await desk.calmly(form.getByRole('button', { name: t('facilitator.save'), exact: true }))
  const edited = [...before.slice(0, at + 1), 'Soup and bread', ...before.slice(at + 1)]
  await expect.poll(ahead).toEqual(edited)

  // Hidden, and left out: phones do not know of it
  const state = item(desk, VOTE).getByRole('combobox', { name: t('facilitator.state') })
  await unfold(item(desk, VOTE))
  await desk.choose(state, 'hidden')
  const others = edited.filter((title) => title !== VOTE)
  await expect.poll(ahead).toEqual(others)
  await change(desk, 'Soup and bread', 'facilitator.leaveOut')
  await expect.poll(ahead).toEqual(others.filter((title) => title !== 'Soup and bread'))
  await change(desk, 'Soup and bread', 'facilitator.bringBack')
  await expect.poll(ahead).toEqual(others)
  await expectAccessible(phone.page)

  // Gone to: everybody sees what was written, but not the notes
  await desk.allSaved()
  await desk.calmly(
    item(desk, 'Soup and bread').getByRole('button', { name: t('facilitator.goHere') }),
  )
  const screens = [phone, display]
  for (const { page } of screens) {
    await shown(page.getByText('Soup and bread', { exact: true }))
    await shown(page.getByText('The kitchen is on the left.', { exact: true }))
  }
  await shown(desk.page.getByText('Ask who helps with the dishes.'))

  // Edited while everybody is there
  await change(desk, 'Soup and bread', 'facilitator.edit')
  await field('facilitator.title').fill('Lentil soup')
  await field('facilitator.text').fill('')
  await desk.calmly(form.getByRole('button', { name: t('facilitator.save'), exact: true }))
  for (const { page, record } of screens) {
    await shown(page.getByText('Lentil soup', { exact: true }))
    await gone(page.getByText('The kitchen is on the left.'))
    await expectAccessible(page)
    expect(piecesWith(await record.pieces(), 'the dishes')).toEqual([])
  }
})

test('R5.15 while stickers are only to look at, no phone offers to put one', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const legend = phone.page.getByRole('group', { name: t('phone.chooseKind') })
  const why = phone.page.getByText(t('phone.noStickersNow')).first()
  await phone.start()
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await phone.saved()
  await unfold(item(desk, STICKERS))
  const state = item(desk, STICKERS).getByRole('combobox', { name: t('facilitator.state') })
  for (const shut of ['view_only', 'hidden']) {
    await desk.choose(state, shut)
    await shown(desk.page.getByText(t('facilitator.placing.closed')))
    await shown(why)
    await gone(legend)
    await gone(phone.page.getByRole('button', { name: t('phone.addWords'), exact: true }))
    await expectAccessible(phone.page)
  }
  // What is there can be looked at, and taken back.
  await phone.page.getByRole('main').getByRole('button', { name: 'Govan' }).first().click()
  await shown(phone.sheet.getByText(t('phone.noStickersNow')))
  await gone(phone.sheet.getByRole('button', { name: t('phone.putHere') }))
  await phone.sheet.getByRole('button', { name: t('ui.close') }).click()
  await phone.tab('card').click()
  const mine = phone.page.locator('.my-sticker')
  await gone(mine.getByRole('button', { name: t('card.change') }))
  await shown(mine.getByRole('button', { name: t('card.takeBack') }))
  await desk.choose(state, 'open')
  await shown(mine.getByRole('button', { name: t('card.change') }))
  await phone.tab('map').click()
  await shown(legend)
  await gone(why)
})

function item(desk: Desk, title: string): Locator {
  return desk.page
    .getByRole('listitem')
    .filter({ has: desk.page.getByRole('heading', { name: title }) })
}

function unfold(one: Locator): Promise<void> {
  return one.locator('summary').click()
}

async function change(desk: Desk, title: string, key: string): Promise<void> {
  const button = item(desk, title)
    .first()
    .getByRole('button', { name: t(key), exact: true })
  await desk.calmly(button)
}
