import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import type { Definition } from '../../../web/src/wire/types.ts'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import { comeBack, type Helper, helperOf } from '../harness/helper.ts'
import { expectFingerSized, expectFitsAnywhere, expectNoSidewaysScroll } from '../harness/layout.ts'
import { areaOf, gone, kindOf, phoneOf, shown, texts } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Visitor } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'

const OUTPUT = path.resolve(import.meta.dirname, '../output/helper')

/** Five people one after the other, and each again on a device of their own. */
const WHOLE_MS = 240_000

const PEOPLE = ['Jean', 'Ali', 'Mary', 'Bob', 'Nan']

test('R2.4 R2.5 five people through one phone: each has own things, and a way back to them', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const { definition } = town
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const helper = helperOf(phoneOf(await town.phone()))
  await helper.start()
  const { finder, options } = firstQuestion(definition)
  const lived = kindOf(definition, 'lived')
  const areas = definition.areas.slice(0, PEOPLE.length)
  const words: string[] = []

  for (const [at, name] of PEOPLE.entries()) {
    await helper.add(name)
    const area = areas[at] ?? areaOf(definition, 'govan')
    await helper.putFromList(lived, area)
    await helper.saved()
    words.push(await helper.makeWords())
  }
  expect(new Set(words).size).toBe(PEOPLE.length)
  // Those without a phone are here, too.
  const six = t('phone.people', { count: PEOPLE.length + 1 })
  await shown(helper.page.getByText(six))
  for (const text of [`${PEOPLE.length} ${lived.short}`, ...areas.map(({ name }) => name)]) {
    await shown(display.page.getByRole('listitem').filter({ hasText: text, visible: true }))
  }

  // To the stickers, and to what people bring.
  for (const _ of ['stickers', 'knowledge']) await desk.press('facilitator.goOn')
  for (const [at, name] of PEOPLE.entries()) {
    await helper.switchTo(name)
    await helper.tab('questions').click()
    await helper.page.getByRole('checkbox', { name: options[at] ?? '' }).check()
    await helper.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  }
  await shown(desk.question(finder).getByText(t('tally.people', { count: PEOPLE.length })))

  // My own card is empty, and nobody else's is changed by switching.
  await helper.switchTo(t('help.myself'))
  expect(await helper.myStickers()).toEqual([])
  await helper.switchTo('Ali')
  await expectOnly(helper, areas[1]?.name ?? '', options[1] ?? '')

  for (const [at, words3] of words.entries()) {
    const own = await comeBack(town, words3)
    await expectOnly(own, areas[at]?.name ?? '', options[at] ?? '')
    await own.leave()
  }
})

test('every screen of helping is accessible, and a person can be finished with', async ({
  town,
}) => {
  await mkdir(OUTPUT, { recursive: true })
  const helper = helperOf(phoneOf(await town.phone()))
  const { page, press } = helper
  await helper.start()
  await helper.tab('card').click()
  await look('card', helper)
  await press('help.open')
  await press('help.goOn')
  await shown(page.getByText(t('help.nameMissing')))
  await look('name', helper)
  await page.getByRole('textbox', { name: t('help.name') }).fill('Jean')
  await press('help.goOn')
  await look('consent', helper)
  await press('help.agrees', { name: 'Jean' })
  await helper.tab('map').click()
  await look('turn', helper)
  await press('help.switch')
  await look('people', helper)
  await press('help.finish', { name: 'Jean' })
  await press('help.wordsMake')
  await shown(page.getByText(t('help.boardCode')))
  await look('finish', helper)
  await press('help.forget')
  await shown(page.getByText(t('help.writtenMissing')))
  await page.getByText(t('help.written')).click()
  await press('help.forget')
  await gone(page.getByRole('button', { name: t('help.switch') }))
  const kept = await page.evaluate(() => Object.keys(localStorage).join())
  expect(kept).not.toContain('people')
  await page.reload()
  await shown(helper.tab('map'))
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Jean')
})

test('R4.5 what was said for one person without a connection is neither lost nor another’s', async ({
  town,
}) => {
  const { definition } = town
  const lived = kindOf(definition, 'lived')
  const [govan, sighthill] = [areaOf(definition, 'govan'), areaOf(definition, 'sighthill')]
  const helper = helperOf(phoneOf(await town.phone()))
  await helper.start()
  await helper.add('Jean')
  const jean = await helper.makeWords()
  await helper.add('Mary')
  const mary = await helper.makeWords()
  await helper.switchTo('Jean')
  helper.watch.allowOutage()
  helper.network.sever()
  await helper.putFromList(lived, govan)
  await helper.switchTo('Mary')
  await helper.putFromList(lived, sighthill)
  expect((await helper.myStickers()).join()).not.toContain(govan.name)
  await helper.press('help.switch')
  await shown(helper.sheet.getByText(t('help.unsent', { count: 1 })))
  expect(await helper.sheet.getByText(t('help.unsent', { count: 1 })).count()).toBe(2)

  // The page goes, and comes again when there is a connection.
  await helper.page.goto('about:blank')
  helper.network.mend()
  await helper.go(`/#${town.code}`)
  await shown(helper.page.getByText(t('help.helping', { name: 'Mary' })))
  await helper.press('help.switch')
  await gone(helper.sheet.getByText(t('help.unsent', { count: 1 })))
  for (const [words, area] of [
    [jean, govan],
    [mary, sighthill],
  ] as const) {
    const own = await comeBack(town, words)
    await expectOneSticker(own, area.name)
  }
})

test('dots on paper come onto the board in one go, from the keyboard', async ({ town }) => {
  const { definition } = town
  const [lived, visited] = [kindOf(definition, 'lived'), kindOf(definition, 'visited')]
  const display = await town.display()
  const helper = helperOf(phoneOf(await town.phone()))
  const { page, press } = helper
  await helper.start()
  await helper.tab('card').click()
  await press('paper.open')
  await look('paper', helper)
  await press('paper.putNone')
  await shown(page.getByText(t('paper.empty')))
  const find = page.getByRole('searchbox', { name: t('phone.search') })
  await find.fill('gov')
  for (const key of ['Enter', '7', 'Enter']) await page.keyboard.press(key)
  await helper.sheet.getByText(visited.label).click()
  const more = t('paper.more', {
    label: visited.label,
    area: areaOf(definition, 'sighthill').name,
  })
  for (let dot = 0; dot < 5; dot += 1) await page.getByRole('button', { name: more }).click()
  await shown(page.getByText(t('paper.sum', { label: lived.label, count: 7 })))
  await look('counted', helper)
  await press('paper.put', { count: 12 })
  await shown(page.getByText(t('paper.progress', { count: 12, saved: 12 })))
  await look('put', helper)
  for (const [count, kind] of [
    [7, lived],
    [5, visited],
  ] as const) {
    const counted = t('map.kindCount', { count, kind: kind.short })
    await shown(display.page.getByRole('listitem').filter({ hasText: counted }))
  }
  // They are nobody's but the paper's.
  await press('ui.close')
  expect(await helper.myStickers()).toEqual([])
  await helper.switchTo(t('help.paperName'))
  await expect.poll(() => helper.myStickers()).toHaveLength(12)
  await press('paper.finish')
  await press('help.wordsMake')
  await page.getByText(t('help.written')).click()
  await press('help.forget')
  await gone(page.getByRole('button', { name: t('help.switch') }))
  expect(await helper.myStickers()).toEqual([])
})

test('dots on paper that were not saved before a reload are saved after it', async ({ town }) => {
  const helper = helperOf(phoneOf(await town.phone()))
  const { page, press } = helper
  await helper.start()
  await helper.tab('card').click()
  await press('paper.open')
  const number = page.getByRole('textbox', { name: like('govan', town.definition) })
  await number.first().fill('40')
  // Without a connection there is no paper to put them under: that is said, and nothing is put.
  helper.watch.allowOutage()
  helper.network.sever()
  await press('paper.put', { count: 40 })
  await shown(page.getByText(t('problem.offline')))
  helper.network.mend()
  await press('paper.put', { count: 40 })
  await shown(page.getByText(/of 40 dots saved/))
  await page.reload()
  await helper.tab('card').click()
  await press('paper.open')
  await shown(page.getByText(t('paper.progress', { count: 40, saved: 40 })))
  await press('ui.close')
  await helper.switchTo(t('help.paperName'))
  await expect.poll(() => helper.myStickers()).toHaveLength(40)
})

function firstQuestion({ finders }: Definition) {
  const [finder] = finders
  if (finder?.form.form !== 'knowledge') throw new Error('the first finder is of another form')
  return { finder, options: finder.form.options.map(({ label }) => label) }
}

function like(area: string, definition: Definition): RegExp {
  return new RegExp(areaOf(definition, area).name)
}

/** Expects that a card has one sticker, and where. */
async function expectOneSticker(own: Pick<Helper, 'myStickers'>, area: string) {
  await expect.poll(() => own.myStickers()).toHaveLength(1)
  expect((await own.myStickers())[0]).toContain(area)
}

/** Expects one sticker and one answer on a card, and which. */
async function expectOnly(own: Pick<Helper, 'page' | 'tab'>, area: string, option: string) {
  await own.tab('card').click()
  const things = own.page.locator('.my-sticker')
  const [sticker, answer] = await texts(things, (found) => found.length === 2)
  expect(sticker).toContain(area)
  expect(answer).toContain(option)
}

/** Looks at a screen as it is now: a picture is kept, and it must be usable by everybody. */
async function look(name: string, { page }: Visitor): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expectFingerSized(page)
  await expectFitsAnywhere(page)
  await page.screenshot({ path: path.join(OUTPUT, `${name}.png`) })
}
