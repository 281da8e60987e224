import { expect } from 'vitest'
import { deskOf } from '../harness/desk.ts'
import { areaOf, kindOf, type Phone, phoneOf, shown, texts } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { t } from '../harness/words.ts'

const PLACES = ['govan', 'riddrie', 'townhead']

/** A phone whose clock the test can move, and another that shows what really happened. */
async function twoPhones(town: Town): Promise<[phone: Phone, other: Phone]> {
  const [phone, other] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await phone.page.clock.install()
  await phone.page.reload()
  await phone.start()
  await other.start()
  phone.watch.allowOutage()
  await wholePage(phone)
  return [phone, other]
}

/** Waits until the parts of the page that come last have come. */
async function wholePage(phone: Phone): Promise<void> {
  await phone.tab('card').click()
  await shown(phone.page.getByText(t('card.lead')))
  await phone.tab('map').click()
}

async function putThree(phone: Phone, { definition }: Town): Promise<void> {
  for (const id of PLACES) {
    await phone.putFromList(kindOf(definition, 'lived'), areaOf(definition, id))
  }
}

async function expectThreeInOrder(phone: Phone, other: Phone, town: Town): Promise<void> {
  const names = PLACES.map((id) => areaOf(town.definition, id).name)
  for (const name of names) {
    await shown(other.page.getByRole('button', { name: new RegExp(`^${name}: 1 `) }))
  }
  await phone.tab('card').click()
  const part = phone.page.locator('section', {
    has: phone.page.getByRole('heading', { name: t('card.stickers') }),
  })
  const isSaved = (rows: string[]) => rows.length === 3 && !rows.join().includes(t('phone.saving'))
  const rows = await texts(part.getByRole('listitem'), isSaved)
  expect(rows.map((row) => row.split('\n')[0])).toEqual(names)
  // What the server keeps of this person, in its order.
  await phone.page.reload()
  await phone.tab('card').click()
  const kept = await texts(part.getByRole('listitem'), (rows) => rows.length === 3)
  expect(kept.map((row) => row.split('\n')[0])).toEqual(names)
  await other.tab('list').click()
  for (const name of names) {
    const row = other.page.getByRole('button', { name })
    expect(await row.first().innerText()).toContain('1 lived here')
  }
}

function unsaved(phone: Phone, count: number) {
  return phone.page.getByText(t('connection.unsaved', { count }))
}

test('R4.5 three stickers placed in a minute without network arrive once each and in order', async ({
  town,
}) => {
  const [phone, other] = await twoPhones(town)
  phone.network.freeze()
  await putThree(phone, town)
  await phone.page.clock.runFor(5000)
  await unsaved(phone, 3).waitFor({ timeout: 1000 })

  for (let seconds = 5; seconds < 65; seconds += 10) await phone.page.clock.runFor(10_000)
  await shown(phone.page.getByText(/^No connection just now/))
  await shown(unsaved(phone, 3))
  expect(await other.page.getByRole('button', { name: /: 1 / }).count()).toBe(0)

  phone.network.mend()
  await expectThreeInOrder(phone, other, town)
  expect(await unsaved(phone, 3).count()).toBe(0)
})

test('R4.4 stickers whose acks were lost are sent again after a reload and are there once', async ({
  town,
}) => {
  const [phone, other] = await twoPhones(town)
  phone.network.freezeAnswers()
  await putThree(phone, town)
  await phone.page.clock.runFor(5000)
  await shown(unsaved(phone, 3))
  // They did arrive: everybody else has them, and only their author does not know.
  await shown(other.page.getByRole('button', { name: /^Townhead: 1 / }))

  phone.network.mend()
  await phone.page.reload()
  await expectThreeInOrder(phone, other, town)
})

test('R4.5 stickers that never left the phone are sent by the next page on it', async ({
  town,
}) => {
  const [phone, other] = await twoPhones(town)
  phone.network.freeze()
  await putThree(phone, town)
  await phone.page.clock.runFor(5000)
  await shown(unsaved(phone, 3))
  await phone.page.goto('about:blank')

  phone.network.mend()
  await phone.go(`/#${town.code}`)
  await expectThreeInOrder(phone, other, town)
})

test('R5.28 an answer that waited while its question was asked again is asked for anew', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const [phone, other] = await twoPhones(town)
  const finder = town.definition.finders.find(({ form }) => form.form === 'choice' && !form.many)
  if (finder?.form.form !== 'choice') throw new Error('no finder with one choice')
  const [first = '', second = ''] = finder.form.options.map(({ label }) => label)
  const answer = async ({ page, tab }: Phone, label: string) => {
    await tab('questions').click()
    await page.getByText(label).click()
    await page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  }
  const people = (count: number) => desk.question(finder).getByText(t('tally.people', { count }))
  await desk.open(finder)
  await answer(other, first)
  await shown(people(1))

  phone.network.freeze()
  await answer(phone, second)
  await phone.page.clock.runFor(5000)
  await shown(unsaved(phone, 1))
  await desk.close(finder)
  await desk.calmly(desk.question(finder).getByRole('button', { name: t('facilitator.askAgain') }))
  await shown(people(0))

  phone.network.mend()
  await shown(phone.page.getByText(t('refused.asked_again')))
  await shown(people(0))
  // What was chosen is still there.
  expect(await phone.page.getByRole('radio', { name: second }).isChecked()).toBe(true)
  await phone.page.getByRole('button', { name: t('phone.saveAnswer') }).click()
  await shown(people(1))
})

test('R7.5 a phone that slept is back at once, with what happened meanwhile', async ({ town }) => {
  const [sleeper, other] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  sleeper.watch.allowOutage()
  await sleeper.start()
  await wholePage(sleeper)
  await other.start()
  const session = await sleeper.context.newCDPSession(sleeper.page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await sleeper.context.setOffline(true)
  sleeper.network.mend()
  await other.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await other.saved()

  await sleeper.context.setOffline(false)
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await shown(sleeper.page.getByRole('button', { name: /^Govan: 1 / }))
})

test('R7.5 a page of which a part could not come fetches it once the network is back', async ({
  town,
}) => {
  const phone = phoneOf(await town.phone())
  phone.watch.allowOutage()
  await phone.context.route(/parts-.*\.(js|css)$/, (route) => route.abort())
  await phone.start()
  await phone.tab('card').click()
  await shown(phone.page.getByText(t('problem.offline')))

  await phone.context.unroute(/parts-.*\.(js|css)$/)
  phone.network.mend()
  await shown(phone.page.getByText(t('card.lead')))
})
