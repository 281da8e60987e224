import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { comeBack, expectNothingKept } from '../harness/helper.ts'
import { expectFingerSized, expectFitsAnywhere, expectNoSidewaysScroll } from '../harness/layout.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Visitor } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/helper')

const press = ({ page }: Visitor, key: string) =>
  page.getByRole('button', { name: t(key), exact: true }).click()

test('two people at one kiosk: each has own things, and nothing of the first is left', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const { definition } = town
  const [govan, sighthill] = [areaOf(definition, 'govan'), areaOf(definition, 'sighthill')]
  const tablet = phoneOf(await town.kiosk())
  const { page } = tablet
  const words: string[] = []
  for (const area of [govan, sighthill]) {
    await shown(page.getByRole('button', { name: t('kiosk.begin') }))
    await expectNothingKept(tablet)
    expect(await page.content()).not.toContain(words[0] ?? 'no words yet')
    await look(`kiosk-welcome-${words.length}`, tablet)
    await press(tablet, 'kiosk.begin')
    expect(await tablet.myStickers()).toEqual([])
    await tablet.putFromList(kindOf(definition, 'lived'), area)
    await tablet.saved()
    await look(`kiosk-board-${words.length}`, tablet)
    await press(tablet, 'kiosk.finish')
    await shown(page.getByText(t('kiosk.keepText')))
    words.push(await page.getByRole('definition').last().innerText())
    await look(`kiosk-words-${words.length}`, tablet)
    await press(tablet, 'kiosk.done')
  }
  await shown(page.getByRole('button', { name: t('kiosk.begin') }))
  await expectNothingKept(tablet)
  await page.goBack()
  expect(await page.content()).not.toContain(sighthill.name)
  await page.goForward()
  await shown(page.getByRole('button', { name: t('kiosk.begin') }))

  for (const [at, area] of [govan, sighthill].entries()) {
    const own = await comeBack(town, words[at] ?? '')
    await expect.poll(() => own.myStickers()).toHaveLength(1)
    expect((await own.myStickers())[0]).toContain(area.name)
  }
})

test('a kiosk that somebody has left asks, and goes back to its welcome by itself', async ({
  town,
}) => {
  const tablet = phoneOf(await town.kiosk())
  const { page } = tablet
  // Time that jumps ends connections.
  tablet.watch.allowOutage()
  await page.clock.install()
  await page.reload()
  await press(tablet, 'kiosk.begin')
  await tablet.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await tablet.saved()
  await page.clock.fastForward(90_000)
  await shown(page.getByRole('dialog', { name: t('kiosk.stillThere') }))
  await look('kiosk-still-there', tablet)
  await press(tablet, 'kiosk.goOn')
  await gone(page.getByRole('dialog'))
  await page.clock.fastForward(90_000)
  await shown(page.getByRole('dialog', { name: t('kiosk.stillThere') }))
  await page.clock.fastForward(20_000)
  await shown(page.getByText(t('kiosk.keepText')))
  await page.clock.fastForward(60_000)
  await page.clock.fastForward(20_000)
  await shown(page.getByRole('button', { name: t('kiosk.begin') }))
  await expectNothingKept(tablet)
})

test('R4.5 what somebody left unsent at a kiosk is sent, and then forgotten', async ({ town }) => {
  const tablet = phoneOf(await town.kiosk())
  const display = await town.display()
  const { page } = tablet
  const lived = kindOf(town.definition, 'lived')
  await press(tablet, 'kiosk.begin')
  await shown(tablet.tab('map'))
  tablet.watch.allowOutage()
  tablet.network.sever()
  await tablet.putFromList(lived, areaOf(town.definition, 'govan'))
  await press(tablet, 'kiosk.finish')
  await shown(page.getByText(t('kiosk.noWords')))
  await shown(page.getByText(t('kiosk.unsent', { count: 1 })))
  await look('kiosk-offline', tablet)
  await press(tablet, 'kiosk.done')
  await shown(page.getByRole('button', { name: t('kiosk.begin') }))
  tablet.network.mend()
  await shown(display.page.getByRole('listitem').filter({ hasText: `1 ${lived.short}` }))
  await expectNothingKept(tablet)
})

test('a kiosk that was loaded again asks whether the same person is there', async ({ town }) => {
  const tablet = phoneOf(await town.kiosk())
  const { page } = tablet
  await press(tablet, 'kiosk.begin')
  await tablet.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await tablet.saved()
  await page.reload()
  await shown(page.getByRole('dialog', { name: t('kiosk.stillThere') }))
  await press(tablet, 'kiosk.goOn')
  await expect.poll(() => tablet.myStickers()).toHaveLength(1)
})

/** Looks at a screen as it is now: a picture is kept, and it must be usable by everybody. */
async function look(name: string, { page }: Visitor): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expectFingerSized(page)
  await expectFitsAnywhere(page)
  await page.screenshot({ path: path.join(OUTPUT, `${name}.png`) })
}
