import { type Activity, ACTIVITIES, type ActivityKind } from '../../../web/src/wire/types.ts'
import { type Made, makeBoard } from '../harness/made.ts'
import { inParts, kept, packed } from '../harness/payloads.ts'
import { phoneOf } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import type { Visitor } from '../harness/visitor.ts'
import {
  expectRead,
  read,
  type Reading,
  readWhen,
  reading,
  STILL,
  STILL_DISPLAY,
  unfoldAll,
} from '../harness/xss.ts'

/** Hundreds of activities, on a busy machine. */
const WHOLE_MS = 240_000

/** Activities whose words fill a display. */
const KINDS: readonly ActivityKind[] = ['break', 'finding', 'story', 'tour', 'close']

/** So many boards are walked through at the same time: a facilitator sends a few commands a second. */
const AT_ONCE = 2

test('500 payloads as titles, texts and notes of activities are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const titles = packed(80)
  const [texts, notes] = [packed(600), packed(1000)]
  const activities = titles.map((title, at): Activity => {
    const kind = KINDS[at % KINDS.length] ?? 'break'
    const words = { text: texts[at % texts.length] ?? '', notes: notes[at % notes.length] ?? '' }
    return { id: `a-${at}`, kind, state: 'open', title, ...words }
  })
  const agendas = inParts(activities, ACTIVITIES - 1)
  const boards: Made[] = []
  while (boards.length < agendas.length) {
    boards.push(await makeBoard(town, { without_agenda: true }))
  }
  await Promise.all(boards.map((board, at) => put(board, agendas[at] ?? [])))

  const readings: Readings = { phone: reading(), display: reading(), desk: reading() }
  const walks = Array.from({ length: AT_ONCE }, async (_, walker) => {
    const screens = await screensOf(town)
    for (let at = walker; at < boards.length; at += AT_ONCE) {
      await walk(boards[at] as Made, agendas[at] ?? [], screens, readings, at === 0)
    }
  })
  await Promise.all(walks)
  expectRead(readings.phone, [...titles, ...texts])
  expectRead(readings.display, [...titles, ...texts])
  expectRead(readings.desk, [...titles, ...texts, ...notes])
})

type Screens = { phone: Visitor; display: Visitor; desk: Visitor }
type Readings = { [screen in keyof Screens]: Reading }

async function screensOf(town: Town): Promise<Screens> {
  const [phone, display, desk] = await Promise.all([
    town.phone(STILL),
    town.display(STILL_DISPLAY),
    town.facilitator(STILL),
  ])
  return { phone, display, desk }
}

/** Writes an agenda that begins with a welcome. */
async function put(board: Made, activities: readonly Activity[]): Promise<void> {
  const leader = await board.leader()
  const welcome: Activity = { id: 'a', kind: 'welcome', state: 'open', title: 'Welcome' }
  await leader.do({ do: 'put_activity', activity: welcome })
  await Promise.all(activities.map((activity) => leader.do({ do: 'put_activity', activity })))
  leader.leave()
}

/** Goes through a board's agenda, and reads every screen at every step. */
async function walk(
  { paths, leader: leaderOf }: Made,
  activities: readonly Activity[],
  { phone, display, desk }: Screens,
  readings: Readings,
  first: boolean,
): Promise<void> {
  await Promise.all(
    (
      [
        [phone, paths.phone],
        [display, paths.display],
        [desk, paths.desk],
      ] as const
    ).map(async ([visitor, path]) => {
      await visitor.page.goto('about:blank')
      await visitor.go(path)
    }),
  )
  const hands = phoneOf(phone)
  await hands.start()
  await hands.tab('questions').click()
  const leader = await leaderOf()
  for (const { id, title } of activities) {
    await leader.do({ do: 'go_to', activity: id })
    const words = kept(title)
    await Promise.all([
      readWhen(phone.page, ['.present-title', words, 'all'], readings.phone),
      readWhen(display.page, ['.panel-heading', words, 'all'], readings.display),
      // It lists all titles at all times; texts and notes are all on the first board.
      first && readWhen(desk.page, ['.agenda-now .agenda-title bdi', words, 'all'], readings.desk),
    ])
  }
  for (const visitor of [phone, desk]) await unfoldAll(visitor.page)
  await Promise.all([read(phone.page, readings.phone), read(desk.page, readings.desk)])
  leader.leave()
}
