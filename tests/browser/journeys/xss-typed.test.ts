import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Activity, Form } from '../../../web/src/wire/types.ts'
import { joined, type Guest } from '../harness/crowd.ts'
import { everyActivity, QUESTIONS, STEPS } from '../harness/every-activity.ts'
import { type Helper, helperOf } from '../harness/helper.ts'
import { kept, packed, payloadsOf } from '../harness/payloads.ts'
import { gone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { like, t } from '../harness/words.ts'
import { expectNothingRan, leaderOf, typeAll, unfoldAll } from '../harness/xss.ts'

/** Thirty fields, 500 payloads in each. */
const WHOLE_MS = 240_000

/** Types into every field that a page has just now, and keeps the names of the fields. */
type Typing = { typed: Set<string>; type: () => Promise<void> }

function typingOn(page: Page): Typing {
  const typed = new Set<string>()
  const type = async () => {
    for (const name of await typeAll(page)) typed.add(name)
    await expectNothingRan([page])
  }
  return { typed, type }
}

/** Types into every field before the board: the name, the words, and the code. */
async function typeAtTheDoor(helper: Helper, { type }: Typing, path: string): Promise<void> {
  const { page } = helper
  await page.goto('about:blank')
  await helper.go(path)
  await shown(page.getByRole('textbox'))
  await type()
}

/** Types into every field of the board's views, at each of its questions. */
async function typeOnBoard(
  town: Town,
  leader: Guest,
  helper: Helper,
  { type }: Typing,
): Promise<void> {
  const { page } = helper
  await helper.tab('list').click()
  await type()
  const [area] = town.definition.areas
  const row = page.getByRole('main').getByRole('button', { name: area?.name ?? '' })
  await row.first().click()
  await helper.press('phone.addWordsOptional')
  await type()
  await helper.press('phone.putHere')
  await gone(helper.sheet)
  await helper.tab('questions').click()
  for (const { id, question } of await asked(leader)) {
    await leader.do({ do: 'go_to', activity: id })
    await shown(page.locator('.question-open').getByRole('heading', { name: question }))
    await unfoldAll(page)
    await type()
  }
  await helper.tab('card').click()
  await unfoldAll(page)
  await type()
  await page.getByRole('button', { name: new RegExp(`^${t('card.change')} `) }).click()
  await shown(page.getByRole('textbox', { name: t('phone.note') }))
  await type()
  await page.keyboard.press('Escape')
}

/** Every question of the agenda, and one that is about places. */
async function asked(leader: Guest): Promise<{ id: string; question: string }[]> {
  const question = 'Where shall we meet?'
  const form: Form = { form: 'dots', options: [], areas: true, dots: 3 }
  await leader.do({ do: 'put_finder', finder: { id: 'where', question, form, threshold: 1 } })
  const id = 'where-step'
  const activity: Activity = { id, kind: 'vote', title: 'Where', finder: 'where', state: 'open' }
  await leader.do({ do: 'put_activity', activity })
  const others = STEPS.flatMap((step) =>
    step.finder ? [{ id: step.id, question: QUESTIONS[step.finder] }] : [],
  )
  return [...others, { id, question }]
}

/** The fields that a board's views have. */
const ON_BOARD = ['phone.search', 'phone.note', 'phone.own', 'answer.findArea', 'join.name']

function expectTyped({ typed }: Typing, keys: readonly string[]): void {
  const labels = [...keys.map((key) => t(key)), t('answer.ownWord', { number: 1 })]
  expect([...typed]).toEqual(expect.arrayContaining(labels))
  const note = like('answer.note')
  expect([...typed].filter((label) => note.test(label))).not.toEqual([])
}

test('500 payloads typed into every text field of a phone stay text', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  const leader = await leaderOf(town)
  const helper = helperOf(phoneOf(await town.phone()))
  const typing = typingOn(helper.page)
  await typeAtTheDoor(helper, typing, '/')
  await typeAtTheDoor(helper, typing, `/#${town.code}`)
  await helper.press('join.before')
  await shown(helper.page.getByRole('textbox', { name: t('join.words') }))
  await typing.type()
  await helper.press('join.back')
  await helper.start()
  await typeOnBoard(town, leader, helper, typing)
  expectTyped(typing, [...ON_BOARD, 'join.words', 'join.code'])
  leader.leave()
})

test('500 payloads typed into every text field of a shared tablet stay text', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  const leader = await leaderOf(town)
  const helper = helperOf(phoneOf(await town.kiosk()))
  const typing = typingOn(helper.page)
  await typeAtTheDoor(helper, typing, '/?kiosk')
  await helper.page.goto('about:blank')
  await helper.go(`/?kiosk#${town.code}`)
  await helper.press('join.before')
  await shown(helper.page.getByRole('textbox', { name: t('join.words') }))
  await typing.type()
  await helper.press('join.back')
  await helper.press('kiosk.begin')
  await shown(helper.tab('list'))
  await typeOnBoard(town, leader, helper, typing)
  expectTyped(typing, [...ON_BOARD, 'join.words', 'join.code'])
  await helper.press('kiosk.finish')
  await shown(helper.page.getByText(t('kiosk.keepText')))
  await expectNothingRan([helper.page])
  leader.leave()
})

test('500 payloads typed into every text field of a phone that helps stay text', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const helper = helperOf(phoneOf(await town.phone()))
  const { page } = helper
  const { typed, type } = typingOn(page)
  await helper.start()
  await helper.tab('card').click()
  await helper.press('help.open')
  await type()
  await helper.press('ui.close')
  await helper.press('paper.open')
  await shown(page.getByRole('searchbox', { name: t('phone.search') }))
  await type()
  await page.getByRole('searchbox', { name: t('phone.search') }).fill(payloadsOf(280)[0] ?? '')
  await shown(page.getByText(t('paper.none')))
  await expectNothingRan([page])
  await helper.press('ui.close')
  await helper.add('Jean')
  await type()
  const { areas, kinds } = town.definition
  const counts = areas.map(({ name }) =>
    t('paper.step', { label: kinds[0]?.label ?? '', area: name }),
  )
  expect([...typed]).toEqual(expect.arrayContaining([t('help.name'), t('phone.search'), ...counts]))
})

test('500 payloads as the names of people whom a phone helps are text on its pages', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const helper = helperOf(phoneOf(await town.phone()))
  const { page } = helper
  await helper.start()
  await helper.add('Jean')
  // Whoever is taken in is kept on the phone by name: many of them, as if they had been.
  const names = packed(1000).map(kept)
  const tokens = await Promise.all(names.map(() => joined(town.origin(), town.code)))
  const more = tokens.map(({ board, token }, at) => {
    const name = names[at] ?? ''
    return { board, token, code: town.code, here: 'room', is: 'guest', name }
  })
  await page.evaluate(
    ([key, people]) => {
      const all = [...(JSON.parse(localStorage.getItem(key) ?? '[]') as object[]), ...people]
      localStorage.setItem(key, JSON.stringify(all))
    },
    [`kenspeckle.people.${town.code}`, more] as const,
  )
  await page.reload()
  // The phone may still be connecting for somebody when the screen becomes theirs.
  helper.watch.allow(/closed before the connection is established/)
  for (const name of names) {
    await helper.switchTo(name)
    await helper.tab('card').click()
    await shown(page.getByRole('heading', { name: t('help.cardOf', { name }) }))
    await expectNothingRan([page])
    await page
      .getByRole('main')
      .getByRole('button', { name: t('help.finish', { name }) })
      .click()
    await shown(page.getByRole('heading', { name: t('help.finishTitle', { name }) }))
    await expectNothingRan([page])
    await helper.press('ui.close')
  }
  // What is read aloud to who is taken in.
  await helper.press('help.switch')
  await helper.press('help.add')
  const name = payloadsOf(40)[0] ?? ''
  await page.getByRole('textbox', { name: t('help.name') }).fill(name)
  await helper.press('help.goOn')
  await shown(page.getByText(t('help.readAloud', { name })))
  await expectNothingRan([page])
})
