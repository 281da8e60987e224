import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { piecesWith } from '../harness/bytes.ts'
import { deskOf } from '../harness/desk.ts'
import { expectNoSidewaysScroll } from '../harness/layout.ts'
import { areaOf, gone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { like, t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/hybrid')

test('R6.10 R6.11 hands and signs from home are on the wall, by name only if wished', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const home = phoneOf(await town.phone())
  await home.start('remote')
  const { page } = home
  await page.getByRole('button', { name: t('signs.title') }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: t('signs.sign.agree') }).click()
  await shown(display.page.getByText(t('signs.sign.agree')))
  await page.getByRole('button', { name: t('signs.handUp') }).click()
  await shown(display.page.getByText(t('signs.somebodyRemote')))
  await expectAccessible(display.page)
  await page.getByRole('button', { name: t('signs.handDown') }).click()
  await gone(display.page.getByText(t('signs.somebodyRemote')))

  await desk.page.getByText(t('facilitator.quiet')).click()
  await shown(page.getByText(t('signs.quiet')))
  await gone(page.getByRole('button', { name: t('signs.sign.agree') }))
  await shown(page.getByRole('button', { name: t('signs.handUp') }))
})

test('R6.10 R6.11 whoever is elsewhere sees the hands and signs of the others, without the wall', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const [room, home] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await room.start()
  await home.start('remote')
  await room.page.getByRole('button', { name: t('signs.title') }).click()
  await room.page.getByRole('button', { name: t('signs.handUp') }).click()
  const hands = home.page.getByText(t('signs.handsUp', { who: t('signs.somebody') }))
  await shown(hands)
  await room.page.getByRole('button', { name: t('signs.sign.agree') }).click()
  const sign = home.page.locator('.seen-sign', { hasText: t('signs.sign.agree') })
  await shown(sign)
  await home.page.screenshot({ path: path.join(OUTPUT, 'elsewhere.png') })
  await expectAccessible(home.page)
  await expectNoSidewaysScroll(home.page)
  await gone(sign)
  await home.page.getByRole('button', { name: t('signs.title') }).click()
  await home.page.screenshot({ path: path.join(OUTPUT, 'panel.png') })
  await room.page.getByRole('button', { name: t('signs.handDown') }).click()
  await gone(hands)
  await shown(home.page.getByRole('button', { name: new RegExp(t('signs.times', { count: 1 })) }))
})

test('R6.9 the facilitator sees who is not ready, and is asked before going on', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  await shown(desk.page.getByText(t('facilitator.truth.joined', { count: 1 })))
  await desk.press('facilitator.goOn')
  await phone.tab('list').click()
  const govan = areaOf(town.definition, 'govan')
  await phone.page.getByRole('main').getByRole('button', { name: govan.name }).first().click()
  await phone.sheet.getByRole('button', { name: t('phone.addWordsOptional') }).click()
  await phone.sheet.getByRole('textbox', { name: t('phone.note') }).fill('By the ferry')
  await shown(desk.page.getByText(t('facilitator.truth.busy', { count: 1 })))

  await desk.press('facilitator.goOn')
  const asked = desk.page.getByRole('dialog', { name: t('facilitator.moveOn.title') })
  await shown(asked)
  await expectAccessible(desk.page)
  await asked.getByRole('button', { name: t('facilitator.moveOn.wait') }).click()
  await gone(asked)
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).click()
  await phone.saved()
  await shown(desk.page.getByText(t('facilitator.truth.placed', { count: 1 })))
  await gone(desk.page.getByText(t('facilitator.truth.busy', { count: 1 })))
  await desk.press('facilitator.goOn')
  const [finder] = town.definition.finders
  await shown(phone.page.getByRole('heading', { name: finder?.question ?? '' }))
  // Nobody else is told how people stand.
  for (const other of [display, phone]) {
    expect(piecesWith(await other.record.pieces(), '"truth"')).toEqual([])
  }
})

test('R6.9 a phone whose line breaks while somebody writes is not forgotten', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.tab('list').click()
  const govan = areaOf(town.definition, 'govan')
  await phone.page.getByRole('main').getByRole('button', { name: govan.name }).first().click()
  await phone.sheet.getByRole('button', { name: t('phone.addWordsOptional') }).click()
  await phone.sheet.getByRole('textbox', { name: t('phone.note') }).fill('By the ferry')
  await shown(desk.page.getByText(t('facilitator.truth.busy', { count: 1 })))
  phone.watch.allowOutage()
  phone.network.sever()
  await shown(desk.page.getByText(t('facilitator.truth.lost', { count: 1 })))
  await shown(desk.page.getByText(t('facilitator.truth.unsent', { count: 1 })))
  phone.network.mend()
  await gone(desk.page.getByText(t('facilitator.truth.lost', { count: 1 })))
})

test('who is at home follows the facilitator over the map, until they leave it', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const home = phoneOf(await town.phone())
  await home.start('remote')
  const govan = areaOf(town.definition, 'govan')
  await desk.unfold(t('facilitator.showArea'))
  await desk.calmly(desk.page.getByRole('button', { name: govan.name, exact: true }))
  await shown(home.page.getByText(t('signs.following', { area: govan.name })))
  await gone(home.page.getByRole('button', { name: t('phone.goThere') }))
})

test('R6.10 whoever overlooked where they are says it on their card, and is counted there', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator())
  const counted = (room: number, remote: number) =>
    Promise.all([
      shown(desk.page.locator('.truth', { hasText: t('facilitator.inRoom', { count: room }) })),
      shown(
        desk.page.locator('.truth', { hasText: t('facilitator.elsewhere', { count: remote }) }),
      ),
    ])
  const [home, other] = [phoneOf(await town.phone()), await town.phone()]
  await home.start()
  await counted(1, 0)
  await home.tab('card').click()
  await home.page.getByRole('radio', { name: t('join.hereRemote') }).check()
  await counted(0, 1)
  await home.page.getByText(t('card.placeHint')).scrollIntoViewIfNeeded()
  await home.page.screenshot({ path: path.join(OUTPUT, 'place.png') })
  await expectAccessible(home.page)
  // It is kept on the device.
  await home.page.reload()
  await shown(home.tab('card'))
  await counted(0, 1)
  await home.tab('card').click()
  const words = home.page.locator('.three-words')
  await home.page.getByRole('button', { name: t('card.wordsMake') }).click()
  const three = (await words.innerText()).trim()
  await home.page.close()
  await counted(0, 0)

  // Whoever comes back by three words is asked, too.
  const { page } = other
  await page.getByRole('button', { name: t('join.before') }).click()
  await page.getByRole('textbox', { name: t('join.words'), exact: true }).fill(three)
  await page.getByRole('radio', { name: t('join.hereRemote') }).check()
  await page.screenshot({ path: path.join(OUTPUT, 'return.png') })
  await expectAccessible(page)
  await page.getByRole('button', { name: t('join.return') }).click()
  await shown(page.getByText(like('phone.peopleBoth')))
  await counted(0, 1)
})

test('whoever wants it calm has it calm, also after a reload', async ({ town }) => {
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.tab('card').click()
  await phone.page.getByText(t('signs.calm')).click()
  const moves = () => phone.page.evaluate(() => getComputedStyle(document.body).animationDuration)
  await expect.poll(moves).toBe('1e-05s')
  await phone.page.reload()
  await shown(phone.tab('map'))
  expect(await moves()).toBe('1e-05s')
})
