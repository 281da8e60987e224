import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { fill } from '../harness/fill.ts'
import { areaOf, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'

const PICTURES = path.resolve(import.meta.dirname, '../../../docs/pictures')

/** A README should not take long to load, in bytes. */
const LARGEST = 300_000

test('the picture of a board: the display, and a phone beside it', async ({ chromium, town }) => {
  await fill(town.origin(), town.code, town.definition, 120)
  const display = await town.display()
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await phone.saved()
  await phone.tab('map').click()
  await shown(display.page.getByText('121', { exact: false }).or(display.page.getByRole('main')))
  const shots = await Promise.all(
    [display, phone].map(async ({ page }) => {
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      )
      return (await page.screenshot()).toString('base64')
    }),
  )
  const [wide, high] = shots.map((shot) => `data:image/png;base64,${shot}`)
  const table = await chromium.newPage({ viewport: { width: 1000, height: 470 } })
  await table.setContent(`
    <body style="margin: 0; padding: 20px; height: 430px; background: #e4d9c3; position: relative">
      <img style="height: 410px; border-radius: 8px; box-shadow: 0 4px 18px #0004" src="${wide}">
      <img style="height: 430px; border-radius: 18px; border: 5px solid #2d241b; position: absolute;
        right: 20px; top: 15px; box-shadow: 0 4px 18px #0006" src="${high}">
    </body>`)
  await mkdir(PICTURES, { recursive: true })
  const file = path.join(PICTURES, 'board.png')
  await table.screenshot({ path: file })
  await table.close()
  expect((await stat(file)).size).toBeLessThanOrEqual(LARGEST)
})
