import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ChoiceOption, Form } from '../../../web/src/wire/types.ts'
import { join } from '../harness/crowd.ts'
import { deskOf } from '../harness/desk.ts'
import { everyActivity, QUESTIONS, STEPS } from '../harness/every-activity.ts'
import { helperOf } from '../harness/helper.ts'
import { PAYLOADS } from '../harness/payloads.ts'
import { gone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { like, t } from '../harness/words.ts'
import { expectNothingRan, leaderOf, typeAll, unfoldAll } from '../harness/xss.ts'

/** Thirty fields, 500 payloads in each. */
const WHOLE_MS = 240_000

/** Presses a button by its key in `en.json`. */
function press(page: Page, key: string): Promise<void> {
  return page
    .getByRole('button', { name: t(key), exact: true })
    .first()
    .click()
}

test('500 payloads typed into every text field of a phone stay text', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  const leader = await leaderOf(town)
  const visitor = await town.phone()
  const { page } = visitor
  const typed = new Set<string>()
  const type = async () => {
    for (const name of await typeAll(page)) typed.add(name)
    await expectNothingRan([page])
  }
  await type()
  await press(page, 'join.before')
  await shown(page.getByRole('textbox', { name: t('join.words') }))
  await type()
  await page.goto('about:blank')
  await visitor.go('/')
  await shown(page.getByRole('textbox'))
  await type()
  await page.goto('about:blank')
  await visitor.go(`/#${town.code}`)

  const phone = helperOf(phoneOf(visitor))
  await phone.start()
  await phone.tab('list').click()
  await type()
  const [area] = town.definition.areas
  await page
    .getByRole('main')
    .getByRole('button', { name: area?.name ?? '' })
    .first()
    .click()
  await phone.press('phone.addWordsOptional')
  await type()
  await page.keyboard.press('Escape')
  await phone.tab('questions').click()
  for (const { id, title, finder } of STEPS.filter((step) => step.finder)) {
    await leader.do({ do: 'go_to', activity: id })
    await shown(page.locator('.present-title', { hasText: title }))
    await shown(page.getByRole('heading', { name: finder ? QUESTIONS[finder] : title }))
    await unfoldAll(page)
    await type()
  }
  await phone.tab('card').click()
  await unfoldAll(page)
  await type()
  await phone.press('help.open')
  await type()

  const fields = [
    'join.name',
    'join.words',
    'join.code',
    'phone.search',
    'phone.note',
    'phone.own',
    'help.name',
  ]
  expect([...typed]).toEqual(expect.arrayContaining(fields.map((key) => t(key))))
  leader.leave()
})

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
  await desk.press('facilitator.newQuestion')
  await typeInDialog()
  await desk.press('facilitator.newActivity')
  await typeInDialog()
  await unfoldAll(page)
  const hide = page.getByRole('button', { name: new RegExp(`^${t('facilitator.hide')}\\s*:`) })
  await desk.calmly(hide.first())
  await typeInDialog()
  await desk.press('boards.show')
  await shown(page.getByRole('textbox', { name: t('boards.name') }))
  await type()

  const fields = [
    'facilitator.findArea',
    'facilitator.findSticker',
    'facilitator.theQuestion',
    'facilitator.title',
    'facilitator.text',
    'facilitator.ownNotes',
    'facilitator.whyMore',
    'boards.name',
  ]
  expect([...typed]).toEqual(expect.arrayContaining(fields.map((key) => t(key))))
  guest.leave()
})

/** What a question may say besides itself: every form with as many words as it has room for. */
const FORMS: ((label: () => string, options: (count: number) => ChoiceOption[]) => Form)[] = [
  (_, options) => ({ form: 'knowledge', options: options(10), depth: true, own: true }),
  (_, options) => ({ form: 'choice', options: options(10), many: true }),
  (label) => ({ form: 'line', from: label(), to: label() }),
  (_, options) => ({ form: 'dots', options: options(10), areas: false, dots: 3 }),
  (_, options) => ({ form: 'words', bank: options(10), most: 3, own: true }),
  (_, options) => ({ form: 'target', statements: options(6) }),
  (label) => ({
    form: 'quadrant',
    across: { from: label(), to: label() },
    up: { from: label(), to: label() },
  }),
  (_, options) => ({ form: 'rank', options: options(8) }),
  (_, options) => ({ form: 'wall', prompts: options(4) }),
]

/** Which of them have ten options. */
const ROOMY = [0, 1, 3, 4]

test('payloads as the words of every form of question are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const leader = await leaderOf(town)
  const phone = phoneOf(await town.phone())
  await phone.start()
  await phone.tab('questions').click()
  const display = await town.display()
  const desk = deskOf(await town.facilitator())
  const pages = [phone.page, display.page, desk.page]
  const short = PAYLOADS.filter((payload) => [...payload].length <= 60)
  let next = 0
  const label = () => short[next++ % short.length] ?? ''
  const options = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `o${at}`, label: label() }))
  for (let at = 0; next < short.length; at += 1) {
    // Each form; what is left, in those that take much.
    const place = at < FORMS.length ? at : (ROOMY[at % ROOMY.length] ?? 0)
    const form = FORMS[place]?.(label, options)
    if (!form) throw new Error('no form')
    const [id, step, question] = [`q-${place}`, `a-${place}`, `Number ${at}. ${label()}`]
    await leader.do({
      do: 'put_finder',
      finder: { id, question, form, threshold: 1, live: true },
    })
    await leader.do({
      do: 'put_activity',
      activity: { id: step, kind: 'finder', finder: id, state: 'open', title: label() },
    })
    await leader.do({ do: 'go_to', activity: step })
    for (const page of [phone.page, display.page]) {
      await shown(page.getByRole('heading', { name: question }))
    }
    await expectNothingRan(pages)
  }
  expect(next).toBeGreaterThanOrEqual(short.length)
  leader.leave()
})
