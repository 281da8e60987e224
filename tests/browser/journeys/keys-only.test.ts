import type { Locator, Page } from 'playwright-core'
import { type Desk, deskOf } from '../harness/desk.ts'
import { everyActivity, type Form, QUESTIONS, STEPS, type Step } from '../harness/every-activity.ts'
import { calmly, expectFocusKept, press, pressAndStay } from '../harness/keys.ts'
import { areaOf, gone, type Phone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

const LAPTOP_KEYS = { viewport: { width: 390, height: 844 }, hasTouch: false, isMobile: false }

/** How each form is answered by keys, inside its section of the page. */
const ANSWERS: { [form in Form]: (page: Page, part: Locator) => Promise<void> } = {
  knowledge: async (page, part) =>
    pressAndStay(page, part.getByRole('checkbox', { name: 'I live here' }), 'Space'),
  choice: async (page, part) =>
    pressAndStay(page, part.getByRole('radio', { name: 'Homes' }), 'Space'),
  line: async (page, part) => pressAndStay(page, part.getByRole('slider'), 'ArrowRight'),
  dots: async (page, part) => {
    const more = t('answer.dotMore', { option: 'Govan' })
    for (const _ of 'abc') await pressAndStay(page, part.getByRole('button', { name: more }))
    const less = t('answer.dotLess', { option: 'Govan' })
    await page.keyboard.press('Shift+Tab')
    await pressAndStay(page, part.getByRole('button', { name: less }), 'Space')
  },
  words: async (page, part) => {
    await pressAndStay(page, part.getByRole('checkbox', { name: 'Friendly' }), 'Space')
    await press(page, part.getByRole('textbox'), 'c')
    await page.keyboard.type('outhy')
  },
  target: async (page, part) => {
    const statement = part.getByRole('group', { name: 'I feel safe here at night' })
    await pressAndStay(page, statement.getByRole('radio').first(), 'Space')
    await page.keyboard.press('ArrowDown')
    await expectFocusKept(page, 'an arrow on a ring')
  },
  quadrant: async (page, part) => {
    await pressAndStay(page, part.getByRole('slider').first(), 'ArrowRight')
    await pressAndStay(page, part.getByRole('slider').last(), 'ArrowLeft')
  },
  rank: async (page, part) => {
    const put = (name: string) =>
      pressAndStay(page, part.getByRole('button', { name, exact: true }))
    for (const name of ['Homes', 'Parks']) await put(name)
    await put(t('answer.up', { option: 'Parks' }))
    await put(t('answer.unrank', { option: 'Homes' }))
  },
  wall: async (page, part) => {
    await press(page, part.getByRole('textbox').first(), 'T')
    await page.keyboard.type('he ferry')
  },
}

test('every form is answered, changed and skipped by keys alone', {
  timeout: 300_000,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone(LAPTOP_KEYS))
  const { page } = phone
  await press(page, page.getByRole('button', { name: t('join.start'), exact: true }))
  await shown(phone.tab('map'))
  await expectFocusKept(page, 'joining')

  // A sticker, from the list.
  await pressAndStay(page, phone.tab('list'))
  const { name } = areaOf(town.definition, 'govan')
  await pressAndStay(page, page.getByRole('main').getByRole('button', { name }).first())
  await pressAndStay(page, phone.sheet.getByRole('button', { name: t('phone.putHere') }))
  await phone.saved()
  await expectFocusKept(page, 'putting a sticker')

  await pressAndStay(page, phone.tab('questions'))
  for (const step of STEPS.filter(({ finder }) => finder !== undefined)) {
    await goTo(desk, step)
    await answer(phone, step.finder as Form)
    await desk.allSaved()
    await desk.close({ question: QUESTIONS[step.finder as Form] })
  }

  // Skipped at first, and then answered all the same; and changed.
  const choice = STEPS.find(({ id }) => id === 'choice') as Step
  await goTo(desk, choice)
  await desk.open({ question: QUESTIONS.choice })
  const part = question(page, 'choice')
  await pressAndStay(page, part.getByRole('button', { name: t('phone.changeAnswer') }))
  await pressAndStay(page, part.getByRole('radio', { checked: true }), 'ArrowDown')
  await pressAndStay(page, part.getByRole('button', { name: t('phone.saveAnswer') }))
  await shown(part.getByText(t('phone.saved')))
  await pressAndStay(page, part.getByRole('button', { name: t('phone.changeAnswer') }))
  await pressAndStay(page, part.getByRole('button', { name: t('phone.takeBackAnswer') }))
  await pressAndStay(page, part.getByRole('button', { name: t('answer.skip') }))
  await shown(part.getByText(t('phone.saved')))
})

test('a facilitator leads through the agenda by keys alone', {
  timeout: 300_000,
}, async ({ found }) => {
  const town = await found(await everyActivity())
  const desk = deskOf(await town.facilitator())
  const phone = phoneOf(await town.phone())
  const { page } = desk
  await phone.start()
  const button = (key: string, part: Page | Locator = page) =>
    part.getByRole('button', { name: t(key), exact: true })

  // To the stickers, and to a question; opened with it, then revealed and closed.
  await calmly(page, button('facilitator.goOn'))
  await shown(now(page, 'Where we have lived'))
  await calmly(
    page,
    item(page, 'We are asked: choice').getByRole('button', { name: t('facilitator.goHere') }),
  )
  await shown(now(page, 'We are asked: choice'))
  await expectFocusKept(page, 'going somewhere')
  await phone.page.getByRole('radio', { name: 'Homes' }).check()
  await button('phone.saveAnswer', phone.page).click()
  const asked = desk.question({ question: QUESTIONS.choice })
  await shown(asked.getByText(t('tally.people', { count: 1 })))
  await desk.allSaved()
  await calmly(page, button('facilitator.revealShort', asked))
  await shown(phone.page.getByText(t('phone.together')))
  await page.keyboard.press('Shift+Tab')
  await desk.allSaved()
  await calmly(page, button('facilitator.closeShort', asked))
  await calmly(page, button('facilitator.hideShort', asked))

  // Time, and everyone together.
  await calmly(page, page.getByRole('button', { name: t('facilitator.startTimer', { count: 5 }) }))
  await shown(page.getByRole('timer'))
  await expectFocusKept(page, 'starting the timer')
  await calmly(page, button('facilitator.stopTimer'))
  await gone(page.getByRole('timer'))
  await expectFocusKept(page, 'stopping the timer')
  await calmly(page, button('facilitator.bring'))

  // Notes: two are shown, and one of them is hidden again with a reason.
  await calmly(
    page,
    item(page, 'Looking back').getByRole('button', { name: t('facilitator.goHere') }),
  )
  await phone.tab('questions').click()
  const notes = phone.page.getByRole('textbox')
  await notes.first().fill('The first note')
  await notes.last().fill('The other note')
  await button('phone.saveAnswer', phone.page).click()
  for (const left of [2, 1]) {
    const waiting = page.getByRole('region', {
      name: t('facilitator.waitingWords', { count: left }),
    })
    await calmly(page, waiting.getByRole('button', { name: t('facilitator.show') }).first())
    await gone(waiting)
    await expectFocusKept(page, 'showing words')
  }
  const wall = desk.question({ question: QUESTIONS.wall })
  await pressAndStay(page, wall.locator('summary'))
  const entry = wall.getByRole('listitem').filter({ hasText: 'The other note' })
  await calmly(page, entry.getByRole('button', { name: t('facilitator.hide') }))
  const why = page.getByRole('dialog')
  await pressAndStay(page, why.getByRole('radio', { checked: true }), 'ArrowUp')
  await calmly(page, button('facilitator.hide', why))
  await gone(why)
  await shown(entry.getByText(t('facilitator.isHiddenWords')))
  await expectFocusKept(page, 'hiding words')
})

async function answer(phone: Phone, form: Form): Promise<void> {
  const { page } = phone
  const part = question(page, form)
  await shown(part)
  await ANSWERS[form](page, part)
  await pressAndStay(page, part.getByRole('button', { name: t('phone.saveAnswer') }))
  await shown(part.getByText(t('phone.saved')))
  await expectFocusKept(page, `answering ${form}`)
}

/** What a phone shows of one question. */
function question(page: Page, form: Form): Locator {
  return page
    .locator('section', { has: page.getByRole('heading', { name: QUESTIONS[form] }) })
    .last()
}

function item(page: Page, title: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
}

function now(page: Page, title: string): Locator {
  return item(page, title).getByText(t('facilitator.isNow'), { exact: true })
}

async function goTo(desk: Desk, { title }: Step): Promise<void> {
  const button = item(desk.page, title).getByRole('button', { name: t('facilitator.goHere') })
  // Who goes on too early is asked first, which is another test's matter.
  await desk.allSaved()
  if ((await button.count()) > 0) await desk.calmly(button)
  await shown(now(desk.page, title))
}
