import type { Answer, ChoiceOption, Form } from '../../../web/src/wire/types.ts'
import { type Guest, join, wordsOf } from '../harness/crowd.ts'
import { deskOf } from '../harness/desk.ts'
import { SAID } from '../harness/every-activity.ts'
import { comeBack } from '../harness/helper.ts'
import { inParts, kept, packed } from '../harness/payloads.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import {
  expectRead,
  expectReadAmong,
  leaderOf,
  type Reading,
  readWhen,
  reading,
  STILL,
  STILL_DISPLAY,
  unfoldAll,
} from '../harness/xss.ts'

/** One facilitator sends a few commands a second. */
const WHOLE_MS = 240_000

/** A form of question: how many words of its own it has room for, and how it is made of them. */
type Wording = { room: number; of: (labels: readonly string[]) => Form }

test('500 payloads as options of questions are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await askInTurn(town, {
    knowledge: {
      room: 24,
      of: (all) => ({ form: 'knowledge', options: options(all), depth: true, own: true }),
    },
    choice: { room: 24, of: (all) => ({ form: 'choice', options: options(all), many: true }) },
    dots: {
      room: 24,
      of: (all) => ({ form: 'dots', options: options(all), areas: false, dots: 3 }),
    },
    words: { room: 24, of: (all) => ({ form: 'words', bank: options(all), most: 3, own: true }) },
  })
})

test('500 payloads as statements, and as things to put in order, are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await askInTurn(town, {
    target: { room: 6, of: (all) => ({ form: 'target', statements: options(all) }) },
    rank: { room: 8, of: (all) => ({ form: 'rank', options: options(all) }) },
  })
})

test('500 payloads as prompts of a wall are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await askInTurn(town, {
    wall: { room: 4, of: (all) => ({ form: 'wall', prompts: options(all) }) },
  })
})

test('500 payloads as ends of a quadrant are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await askInTurn(town, {
    quadrant: {
      room: 4,
      of: ([left = '', right = '', bottom = '', top = '']) => ({
        form: 'quadrant',
        across: { from: left, to: right },
        up: { from: bottom, to: top },
      }),
    },
  })
})

test('500 payloads as ends of a line are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await askInTurn(town, {
    line: { room: 2, of: ([from = '', to = '']) => ({ form: 'line', from, to }) },
  })
})

test('500 payloads as the words of questions are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const screens = await screensOf(town)
  const [questions, hints] = [packed(160), packed(280)]
  const finder = {
    id: 'q',
    form: { form: 'line', from: 'Never', to: 'Always' },
    threshold: 1,
  } as const
  await screens.leader.do({ do: 'put_finder', finder: { ...finder, question: 'How often?' } })
  await screens.goTo(finder.id, 'How often?', SAID.line)
  for (const [at, question] of questions.entries()) {
    const hint = hints[at % hints.length] ?? ''
    await screens.leader.do({ do: 'put_finder', finder: { ...finder, question, hint } })
    await screens.read(question)
  }
  const { phone, display, desk } = screens.readings
  expectRead(phone, [...questions, ...hints])
  expectRead(display, [...questions, ...hints])
  expectRead(desk, questions)
  screens.leave()
})

/** Asks in each form with every payload among its words: round after round, in place of the last. */
async function askInTurn(town: Town, forms: { [form in Form['form']]?: Wording }): Promise<void> {
  const screens = await screensOf(town)
  const labels = packed(80)
  for (const [form, { room, of }] of Object.entries(forms)) {
    const finder = { id: `q-${form}`, threshold: 1, live: true }
    const ask = (question: string, words: readonly string[]) =>
      screens.leader.do({ do: 'put_finder', finder: { ...finder, question, form: of(words) } })
    const first = Array.from({ length: room }, (_, at) => `Words ${at}`)
    await ask(`A ${form}`, first)
    await screens.goTo(finder.id, `A ${form}`, SAID[form as Form['form']])
    // The last ones are as many, too.
    const rounds = inParts([...labels, ...labels.slice(0, room - 1)], room)
    for (const [at, words] of rounds.filter(({ length }) => length === room).entries()) {
      await ask(`${form} ${at}`, words)
      await screens.read(`${form} ${at}`)
    }
    for (const who of ['phone', 'display', 'desk'] as const) {
      expectReadAmong(screens.readings[who], labels)
    }
    screens.readAnew()
  }
  screens.leave()
}

/** Every page that shows a question: to who answers it, to who has, to the room, and to who leads. */
type Screens = {
  readonly leader: Guest
  readings: { phone: Reading; author: Reading; display: Reading; desk: Reading }
  /** Brings everybody to a question, which somebody answers. */
  goTo(finder: string, question: string, answer: Answer): Promise<void>
  /** Forgets what was read so far. */
  readAnew(): void
  /** Waits until every page has a question in these words, and reads them all. */
  read(question: string): Promise<void>
  leave(): void
}

async function screensOf(town: Town): Promise<Screens> {
  const leader = await leaderOf(town)
  const guest = await join(town.origin(), town.code)
  const author = await comeBack(town, await wordsOf(town.origin(), guest), STILL)
  const phone = phoneOf(await town.phone(STILL))
  await phone.start()
  for (const one of [author, phone]) await one.tab('questions').click()
  const [display, desk] = [await town.display(STILL_DISPLAY), await town.facilitator(STILL)]
  const screens = { phone, author, display, desk }
  const begun = () => ({
    phone: reading(),
    author: reading(),
    display: reading(),
    desk: reading(),
  })
  const made: Screens = {
    leader,
    readings: begun(),
    readAnew() {
      made.readings = begun()
    },
    async goTo(finder, question, answer) {
      const activity = { id: `a-${finder}`, kind: 'finder', title: 'Asked', finder } as const
      await leader.do({ do: 'put_activity', activity: { ...activity, state: 'open' } })
      await leader.do({ do: 'go_to', activity: activity.id })
      await guest.do({ do: 'answer', finder, answer })
      await shown(deskOf(desk).question({ question }).locator('details'))
      await unfoldAll(desk.page)
    },
    async read(question) {
      const all = (['phone', 'author', 'display', 'desk'] as const).map((who) =>
        readWhen(screens[who].page, ['h1, h3', kept(question)], made.readings[who]),
      )
      await Promise.all(all)
    },
    leave() {
      guest.leave()
      leader.leave()
    },
  }
  return made
}

/** Options by the names that answers have. */
function options(labels: readonly string[]): ChoiceOption[] {
  return labels.map((label, at) => ({ id: `o${at + 1}`, label }))
}
