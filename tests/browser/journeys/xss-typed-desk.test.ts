import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { join } from '../harness/crowd.ts'
import { deskOf } from '../harness/desk.ts'
import { gone, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { like, t } from '../harness/words.ts'
import { expectNothingRan, typeAll, unfoldAll } from '../harness/xss.ts'

/** Twenty fields, 500 payloads in each. */
const WHOLE_MS = 240_000

test('500 payloads typed into every text field of the facilitator stay text', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const guest = await join(town.origin(), town.code)
  const [area] = town.definition.areas
  await guest.do({ do: 'place', kind: 'lived', place: { area: area?.id ?? '' }, note: 'Hello' })
  const desk = deskOf(await town.facilitator())
  const { page } = desk
  const typed = new Set<string>()
  const type = async (root: Page | Locator = page) => {
    for (const name of await typeAll(root)) typed.add(name)
    await expectNothingRan([page])
  }
  const typeInDialog = async () => {
    const dialog = page.getByRole('dialog')
    await shown(dialog)
    await type(dialog)
    await page.keyboard.press('Escape')
    await gone(dialog)
  }
  await shown(page.getByRole('heading', { name: like('facilitator.stickers') }))
  await unfoldAll(page)
  await type()

  // A question has other fields in each of its forms.
  await desk.press('facilitator.newQuestion')
  const forms = page
    .getByRole('dialog')
    .getByRole('combobox', { name: t('facilitator.howAnswered') })
  const ids = await forms
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
  for (const id of ids) {
    await forms.selectOption(id)
    await shown(page.getByRole('textbox', { name: t(`facilitator.lines.${id}`) }))
    await type(page.getByRole('dialog'))
  }
  await page.keyboard.press('Escape')
  await gone(page.getByRole('dialog'))

  await desk.press('facilitator.newActivity')
  await typeInDialog()
  await unfoldAll(page)
  for (const key of ['facilitator.hide', 'facilitator.mute']) {
    await desk.calmly(page.getByRole('button', { name: new RegExp(`^${t(key)}\\s*:`) }).first())
    await typeInDialog()
  }
  const edit = page.getByRole('button', { name: t('facilitator.edit'), exact: true })
  await desk.calmly(edit.first())
  await typeInDialog()

  // A new board, with some of the places and a sticker of its own.
  await desk.press('boards.show')
  await shown(page.getByRole('textbox', { name: t('boards.name') }))
  await unfoldAll(page)
  await page.getByRole('radio', { name: t('boards.somePlaces') }).check()
  await page.getByRole('button', { name: t('boards.addKind') }).click()
  await type()

  const fields = [
    'facilitator.findArea',
    'facilitator.findSticker',
    'facilitator.theQuestion',
    ...ids.map((id) => `facilitator.lines.${id}`),
    'facilitator.title',
    'facilitator.text',
    'facilitator.howLong',
    'facilitator.ownNotes',
    'facilitator.whyMore',
    'boards.name',
    'boards.kindLabel',
    'boards.kindShort',
  ]
  expect([...typed]).toEqual(expect.arrayContaining(fields.map((key) => t(key))))
  guest.leave()
})
