import type { Answer, Area, Command } from '../../../web/src/wire/types.ts'
import { type Guest, join, joinMany, wordsOf } from '../harness/crowd.ts'
import { comeBack } from '../harness/helper.ts'
import { inParts, packed, PAYLOADS, payloadsOf } from '../harness/payloads.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { ASKED, roomyBoard } from '../harness/roomy-board.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'
import {
  expectNothingRan,
  expectRead,
  expectReadAmong,
  leaderOf,
  read,
  reading,
  readWhen,
  STILL,
  STILL_DISPLAY,
  unfoldAll,
} from '../harness/xss.ts'

/** Hundreds of texts, on a busy machine. */
const WHOLE_MS = 240_000

test('the payloads do run where a page takes them for more than text', async ({ town }) => {
  const page = await (await town.phone()).context.newPage()
  for (const wanted of ['<img src=x', '<svg onload', '<script>ran']) {
    const payload = PAYLOADS.find((one) => one.includes(wanted) && one.includes('ran=1'))
    await page.goto('about:blank')
    await page.setContent(payload ?? '')
    await page.waitForFunction(() => 'ran' in window)
  }
})

test('500 payloads as words with stickers are text on every page', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await roomyBoard())
  const { areas } = town.definition
  // Everything is written before a page is open that would draw it anew each time.
  const notes = payloadsOf(280)
  const hands = await joinMany(town.origin(), town.code, 20)
  const put = (by: Guest, note: string, { id }: Area) =>
    by.do({ do: 'place', kind: 'lived', place: { area: id }, note })
  const [last, ...others] = areas.toReversed() as [Area, ...Area[]]
  await Promise.all(
    notes.map((note, at) =>
      put(hands[at % hands.length] as Guest, note, others[at % others.length] as Area),
    ),
  )
  // One of them wrote as many as all others together.
  const author = await join(town.origin(), town.code)
  const own = packed(280)
  await Promise.all(own.map((note) => put(author, note, last)))

  const phone = await comeBack(town, await wordsOf(town.origin(), author), STILL)
  const display = await town.display(STILL_DISPLAY)
  const mine = reading()
  await phone.tab('card').click()
  await shown(phone.page.getByText(own[0] ?? '', { exact: true }))
  await read(phone.page, mine)
  expectRead(mine, own)

  // Place after place, on both screens
  await phone.tab('list').click()
  const rows = phone.page.locator('.area-row')
  const [onPhone, onDisplay] = [reading(), reading()]
  const leaf = async () => {
    for (const { name } of areas) {
      await rows.filter({ hasText: name }).click()
      await readWhen(phone.page, ['.sheet h2', name], onPhone)
      await phone.page.keyboard.press('Escape')
    }
  }
  const leader = await leaderOf(town)
  const show = async () => {
    for (const { id, name } of areas) {
      await leader.do({ do: 'show_area', area: id })
      await readWhen(display.page, ['.panel-area', name], onDisplay)
    }
  }
  await Promise.all([leaf(), show()])
  for (const all of [onPhone, onDisplay]) expectRead(all, notes)
  leader.leave()

  const { page } = await town.facilitator(STILL)
  const onDesk = reading()
  const list = page.locator('details', { hasText: t('facilitator.findSticker') })
  await list.locator('summary').click()
  const more = list.locator('.button-wide', { hasText: t('facilitator.more') })
  while (await more.isVisible()) await more.click()
  await read(page, onDesk)
  expectRead(onDesk, [...notes, ...own])
  await list
    .getByRole('button', { name: new RegExp(`^${t('facilitator.hide')}`) })
    .first()
    .click()
  await shown(page.getByRole('dialog'))
  await expectNothingRan([page])
  for (const hand of [...hands, author]) hand.leave()
})

test('500 payloads as the names of people are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  // Their names change five times, and three of them have a hand up: so many are named in a line.
  const [people, hands] = [100, 3]
  const names = payloadsOf(40)
  const guests = await joinMany(town.origin(), town.code, people)
  const phone = phoneOf(await town.phone(STILL))
  await phone.start('remote')
  await phone.tab('questions').click()
  const [display, desk] = [await town.display(STILL_DISPLAY), await town.facilitator(STILL)]
  const screens = [phone, display, desk].map(({ page }) => ({ page, all: reading() }))
  for (let from = 0; from < names.length; from += people) {
    const round = names.slice(from, from + people)
    await Promise.all(
      round.map((name, at) => guests[at]?.do({ do: 'set_name', name, shown: true })),
    )
    const up = guests.slice(0, hands)
    for (const guest of up) guest.say({ t: 'hand', up: true })
    for (const { page, all } of screens) {
      await unfoldAll(page)
      for (const name of [round[0], round[round.length - 1]]) {
        await shown(page.getByText(name ?? '', { exact: true }))
      }
      const raised = page.locator('.seen-hands, .wall-hands, .truth-hands')
      await shown(raised.filter({ hasText: round[0] ?? '' }))
      await read(page, all)
    }
    for (const guest of up) guest.say({ t: 'hand', up: false })
  }
  for (const { all } of screens) expectRead(all, names)
  for (const guest of guests) guest.leave()
})

test('500 payloads as the words of answers are text on every page', {
  timeout: WHOLE_MS,
}, async ({ found }) => {
  const town = await found(await roomyBoard())
  const leader = await leaderOf(town)
  const finders = Object.values(ASKED).flat()
  await Promise.all(
    finders.map((finder) => leader.do({ do: 'set_finder_open', finder, open: true })),
  )
  const author = await join(town.origin(), town.code)
  const said = answers()
  const guests = await joinMany(town.origin(), town.code, Math.max(...said.map(({ by }) => by)) + 1)
  const own = inParts(packed(140), 12).map(wall)
  await Promise.all([
    ...said.map(({ by, command }) => guests[by]?.do(command)),
    ...own.map((answer, at) => author.do({ do: 'answer', finder: ASKED.wall[at] ?? '', answer })),
  ])
  const all = [...payloadsOf(140), ...payloadsOf(80), ...payloadsOf(24)]

  const desk = await town.facilitator(STILL)
  const onDesk = reading()
  await shown(desk.page.getByRole('heading', { name: question(ASKED.wall[0]) }))
  await unfoldAll(desk.page)
  await read(desk.page, onDesk)
  expectRead(onDesk, all)
  await desk.page.goto('about:blank')

  const phone = await comeBack(town, await wordsOf(town.origin(), author), STILL)
  const onPhone = reading()
  await phone.tab('questions').click()
  await shown(phone.page.getByRole('heading', { name: question(ASKED.wall[0]) }))
  await read(phone.page, onPhone)
  expectRead(onPhone, all)
  expectReadAmong(onPhone, packed(140))
  await phone.tab('card').click()
  await shown(phone.page.getByRole('heading', { name: t('card.answers') }))
  await expectNothingRan([phone.page])

  // The display shows the last of the open ones.
  const display = await town.display(STILL_DISPLAY)
  const onDisplay = reading()
  for (const finder of finders.toReversed()) {
    await readWhen(display.page, ['h1', question(finder)], onDisplay)
    await leader.do({ do: 'set_finder_open', finder, open: false })
  }
  expectRead(onDisplay, all)
  for (const guest of [...guests, author, leader]) guest.leave()
})

function question(finder = ''): string {
  return `What about ${finder}?`
}

/** An answer, and the number of the person who gives it. */
type Said = { by: number; command: Extract<Command, { do: 'answer' }> }

/** Every payload as a note on a wall, as an entry of one's own and as a word of one's own. */
function answers(): Said[] {
  const walls = inParts(payloadsOf(140), 12).map(wall)
  const entries = payloadsOf(80).map((own): Answer => ({ form: 'knowledge', chosen: [], own }))
  const words = unlike(payloadsOf(24), ASKED.words.length).map((apart) =>
    inParts(apart, 3).map((own): Answer => ({ form: 'words', chosen: [], own: [...own] })),
  )
  return [
    ...dealt(ASKED.wall, walls),
    ...dealt(ASKED.knowledge, entries),
    ...words.flatMap((all, at) => dealt(ASKED.words.slice(at, at + 1), all)),
  ]
}

function wall(notes: readonly string[]): Answer {
  return { form: 'wall', notes: notes.map((words) => ({ prompt: 'one', words })) }
}

/** Deals answers out to the finders in turn. Nobody answers the same one twice. */
function dealt(finders: readonly string[], all: readonly Answer[]): Said[] {
  return all.map((answer, at) => ({
    by: Math.floor(at / finders.length),
    command: { do: 'answer', finder: finders[at % finders.length] ?? '', answer },
  }))
}

/** Parts words so that no two of a part differ only in case and outer marks: these count as one. */
function unlike(words: readonly string[], parts: number): string[][] {
  const times = new Map<string, number>()
  const apart = Array.from({ length: parts }, (): string[] => [])
  for (const word of words) {
    const plain = word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    const before = times.get(plain) ?? 0
    times.set(plain, before + 1)
    apart[before % parts]?.push(word)
  }
  return apart
}
