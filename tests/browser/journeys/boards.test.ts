import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { expectNoSidewaysScroll } from '../harness/layout.ts'
import { gone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/boards')

function square(west: number, south: number, side: number): number[][] {
  const [east, north] = [west + side, south + side]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

/** A park with a lake in it, and two islands that are one place. */
const park = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'The park' },
      geometry: {
        type: 'Polygon',
        coordinates: [square(5, 52, 0.1), square(5.04, 52.04, 0.02)],
      },
    },
    {
      type: 'Feature',
      properties: { name: 'The islands' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[square(5.2, 52, 0.05)], [square(5.3, 52, 0.05)]],
      },
    },
  ],
}

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(text),
})

test('R9.2 R9.3 R9.4 a board is made from a map file, used, copied and found again', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const desk = deskOf(await town.facilitator())
  const { page } = desk
  const look = async (name: string) => {
    await page.screenshot({ path: path.join(OUTPUT, `${name}.png`), fullPage: true })
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await desk.press('boards.show')
  await shown(page.getByRole('textbox', { name: t('boards.name') }))
  await look('begin')

  // What is missing is said beside the question
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  await shown(page.getByText(t('boards.noName')))
  await page.getByRole('textbox', { name: t('boards.name') }).fill('Our park')
  await page.getByRole('radio', { name: t('boards.file') }).check()

  // A file with an open ring is refused in words that name the place
  const open = JSON.stringify(park).replace('[5,52]]', '[5,52.01]]')
  const input = page.getByLabel(t('boards.chooseFile'), { exact: true })
  await input.setInputFiles(file('park.geojson', open))
  await shown(page.getByText(t('boards.fileReady', { name: 'park.geojson' })))
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  const faults = page.getByRole('alert')
  await shown(faults.getByText('the ring does not close'))
  desk.watch.allow(/status of 422/)
  await look('fault')

  await input.setInputFiles(file('park.geojson', JSON.stringify(park)))
  await page.getByRole('button', { name: t('facilitator.makeBoard') }).click()
  await shown(page.getByText(t('facilitator.boardMade')))
  await look('made')
  const join = await page.getByLabel(t('facilitator.joinLink')).inputValue()

  // It is used like any other
  const phone = phoneOf(await town.phone())
  await phone.page.goto('about:blank')
  await phone.go(`/${new URL(join).hash}`)
  await phone.start()
  await phone.tab('list').click()
  await phone.page.getByRole('main').getByRole('button', { name: 'The islands' }).first().click()
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).click()
  await phone.saved()
  await phone.tab('map').click()
  await phone.page.screenshot({ path: path.join(OUTPUT, 'phone.png') })
  await expectAccessible(phone.page)

  // The list finds it again, also after a reload, and it can be copied
  await page.getByText(t('boards.keep')).click()
  await page.reload()
  await desk.press('boards.show')
  const row = page.getByRole('listitem').filter({ hasText: 'Our park' })
  await shown(row.getByText(t('facilitator.stickersTotal', { count: 1 })))
  await row.getByRole('button', { name: t('boards.duplicate') }).click()
  const copy = page.getByRole('listitem').filter({ hasText: 'Copy of Our park' })
  await shown(copy.getByText(t('facilitator.stickersTotal', { count: 0 })))
  await look('list')
  await copy.getByRole('link', { name: t('boards.open') }).click()
  await shown(page.getByRole('heading', { name: 'Copy of Our park', level: 1 }))
  await gone(page.getByText(t('boards.here')))
})

test('R9.6 nobody new can join a board that was put away', async ({ town }) => {
  const desk = deskOf(await town.facilitator())
  const late = phoneOf(await town.phone())
  await desk.press('facilitator.endAsk')
  const asked = desk.page.getByRole('dialog')
  await desk.calmly(asked.getByRole('button', { name: t('facilitator.end'), exact: true }))
  await desk.press('facilitator.putBoardAway')
  await shown(desk.page.getByRole('button', { name: t('facilitator.takeOut') }))
  late.watch.allow(/status of 410/)
  await late.page.getByRole('button', { name: t('join.start'), exact: true }).click()
  await shown(late.page.getByText(t('problem.archived')))
})
