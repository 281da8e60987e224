import { expect } from 'vitest'
import { areaOf, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { like, t } from '../harness/words.ts'

test('those who hear the page find in the map what others see, and in the list the same', async ({
  town,
}) => {
  const phone = phoneOf(await town.phone())
  const { page } = phone
  const { definition } = town
  const [lived, visited] = [kindOf(definition, 'lived'), kindOf(definition, 'visited')]
  const govan = areaOf(definition, 'govan')
  await phone.start()
  await phone.putFromList(lived, govan)
  await phone.putFromList(lived, govan)
  await phone.putFromList(visited, govan)
  await phone.saved()
  await phone.tab('map').click()

  const map = page.getByRole('group', { name: t('map.label', { title: definition.title }) })
  const paper = map.getByRole('application')
  const described = () =>
    paper.evaluate(
      (element) =>
        document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent,
    )
  const most = t('map.summaryMost', { count: 3, area: govan.name })
  const whole = t('map.summary', { areas: definition.areas.length, stickers: most })
  await expect.poll(described).toContain(whole)
  const areas = map.getByRole('list', { name: t('map.areas') })
  const names = await areas.getByRole('listitem').getByRole('button').all()
  expect(names).toHaveLength(definition.areas.length)
  const counts = [
    t('map.kindCount', { count: 2, kind: lived.short }),
    t('map.kindCount', { count: 1, kind: visited.short }),
  ]
  const spoken = t('list.and', { rest: counts[0] ?? '', last: counts[1] ?? '' })
  await shown(
    areas.getByRole('button', { name: t('map.areaCounts', { area: govan.name, counts: spoken }) }),
  )
  for (const area of definition.areas.filter((one) => one !== govan)) {
    const empty = t('map.areaEmpty', { area: area.name })
    expect(await areas.getByRole('button', { name: empty, exact: true }).count()).toBe(1)
  }
  await shown(map.getByRole('group', { name: t('map.controls') }))

  await phone.tab('list').click()
  const rows = page.getByRole('main').getByRole('listitem')
  expect(await rows.count()).toBe(definition.areas.length)
  const row = await rows.filter({ hasText: govan.name }).innerText()
  for (const part of [`2 ${lived.short}`, `1 ${visited.short}`, t('phone.mine', { count: 3 })]) {
    expect(row.replace(/\s+/g, ' ')).toContain(part)
  }

  const tree = await page.locator('body').ariaSnapshot()
  for (const part of ['banner', 'main', `navigation "${t('phone.views')}"`, 'status']) {
    expect(tree).toContain(`- ${part}`)
  }
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(await page.title()).toContain(t('phone.tab.list'))
})

test('one polite line tells of what others do, and can be switched off', async ({ town }) => {
  const [phone, other] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await phone.start()
  await other.start()
  const place = () =>
    other.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  const line = phone.page.getByRole('status').filter({ hasText: like('phone.newOn') })
  await place()
  await line.waitFor({ state: 'attached', timeout: 20_000 })

  await phone.tab('card').click()
  await phone.page.getByRole('checkbox', { name: t('card.announce') }).uncheck()
  const before = await line.allTextContents()
  await place()
  await other.saved()
  await phone.tab('list').click()
  await shown(phone.page.getByRole('main').getByText('2 lived here'))
  expect(await line.allTextContents()).toEqual(before)
})
