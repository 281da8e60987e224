import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import type { Position } from '../../../web/src/wire/types.ts'
import { boardWith } from '../harness/boards.ts'
import { piecesWith } from '../harness/bytes.ts'
import { middleOfMap, type Pixel, positionAt } from '../harness/ground.ts'
import { areaOf, kindOf, type Phone, phoneOf, shown } from '../harness/phone.ts'
import { packed, spelt } from '../harness/spellings.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { t } from '../harness/words.ts'

/** A large area, so that a point in it says far more than its name. */
const AREA = 'drumchapel'

/** Brings the area close by. */
async function lookAtArea(phone: Phone, { definition }: Town): Promise<void> {
  await phone.tab('list').click()
  const { name } = areaOf(definition, AREA)
  await phone.page.getByRole('main').getByRole('button', { name }).click()
  await phone.sheet.getByRole('button', { name: t('phone.showOnMap') }).click()
  await shown(phone.page.getByRole('application'))
  await stillMap(phone)
}

/** Waits until the map has come to rest. */
async function stillMap({ page }: Phone): Promise<void> {
  await page.waitForFunction(() => {
    const world = document.querySelector('svg g[transform^="matrix"]')
    const now = world?.getAttribute('transform') ?? ''
    const seen = window as unknown as { seen?: string; times?: number }
    seen.times = seen.seen === now ? (seen.times ?? 0) + 1 : 0
    seen.seen = now
    return now !== '' && seen.times > 20
  })
}

/** Gives the places where a position was found: the database, the log, bytes on the wire. */
async function leaksOf(
  position: Position,
  town: Town,
  visitors: readonly Phone[],
): Promise<string[]> {
  const pattern = spelt(position)
  const data = path.join(town.folder, 'data')
  const leaks: string[] = []
  for (const file of await readdir(data)) {
    const bytes = await readFile(path.join(data, file))
    if (pattern.test(bytes.toString('latin1'))) leaks.push(`${file}, in letters`)
    if (packed(position).some((one) => bytes.includes(one))) leaks.push(`${file}, in bytes`)
  }
  if (pattern.test(town.output())) leaks.push('the log')
  for (const { record } of visitors) {
    // The map itself is full of positions, and is the same for everybody.
    const pieces = (await record.pieces()).filter(({ url }) => !url.includes('/api/definitions/'))
    leaks.push(...piecesWith(pieces, pattern))
  }
  return leaks
}

test('R5.1 the point at which an area was tapped never leaves the phone', async ({ town }) => {
  const [phone, other] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await phone.start()
  await other.start()
  await lookAtArea(phone, town)
  const { x, y } = await middleOfMap(phone.page)
  const at: Pixel = { x: x + 31, y: y + 23 }
  const tapped = await positionAt(phone.page, town.definition, at)

  await phone.page.mouse.click(at.x, at.y)
  await shown(phone.sheet.getByRole('heading', { name: areaOf(town.definition, AREA).name }))
  await shown(phone.sheet.getByText(t('phone.privacy.area')))
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).click()
  await phone.saved()
  const label = new RegExp(`^${areaOf(town.definition, AREA).name}: 1 `)
  await shown(other.page.getByRole('button', { name: label }))

  expect(await leaksOf(tapped, town, [phone, other])).toEqual([])
  // Nothing that this phone says has any coordinates in it.
  expect(phone.record.frames('sent').filter((frame) => frame.includes('point'))).toEqual([])
})

test('R2.1 neither links nor tokens are in what the program writes about itself', async ({
  town,
}) => {
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.putFromList(
    kindOf(town.definition, 'lived'),
    areaOf(town.definition, AREA),
    'a note of mine',
  )
  await phone.saved()
  const token = await phone.page.evaluate(() => JSON.stringify({ ...localStorage }))
  const [secret] = /[\w-]{22}/.exec(token) ?? []
  expect(secret).toBeDefined()
  const urls = (await phone.record.pieces()).filter(({ what }) => what === 'url')
  expect(piecesWith(urls, secret ?? '')).toEqual([])
  expect(town.output()).not.toContain(secret)
  expect(town.output()).not.toContain('a note of mine')
})

test('R5.1 the search for the point finds it where a kind of sticker does send it', async ({
  found,
}) => {
  const town = await found(await boardWith('precision = "street"', 'precision = "exact"'))
  const [phone, other] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await phone.start()
  await other.start()
  await lookAtArea(phone, town)
  await phone.kind(kindOf(town.definition, 'visited')).click()
  await shown(phone.page.getByText(t('phone.privacy.exact')))
  await stillMap(phone)
  const pinned = await positionAt(phone.page, town.definition, await middleOfMap(phone.page))
  await phone.page.getByRole('button', { name: t('phone.placeHere') }).click()
  await phone.saved()
  const label = new RegExp(`^${areaOf(town.definition, AREA).name}: 1 `)
  await shown(other.page.getByRole('button', { name: label }))

  const leaks = (await leaksOf(pinned, town, [phone, other])).join('\n')
  expect(leaks, 'what is stored of it is sealed').not.toContain('kenspeckle.db')
  expect(leaks).toContain('sent frame')
  expect(leaks).toContain('received frame')
  expect(leaks).not.toContain('the log')
})
