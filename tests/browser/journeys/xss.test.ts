import { expect } from 'vitest'
import type { Command, Created } from '../../../web/src/wire/types.ts'
import { join } from '../harness/crowd.ts'
import { deskOf } from '../harness/desk.ts'
import { PAYLOADS } from '../harness/payloads.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { t } from '../harness/words.ts'
import { expectNothingRan, leaderOf, unfoldAll } from '../harness/xss.ts'

/** People who write at the same time. */
const AT_ONCE = 25

/** Everything that somebody can write, as far as its length lets it be this. */
function writings(payload: string, area: string): Command[] {
  const all: [number, Command][] = [
    [280, { do: 'place', kind: 'lived', place: { area }, note: payload }],
    [40, { do: 'set_name', name: payload, shown: true }],
    [80, answer('knowledge', { form: 'knowledge', chosen: [], own: payload })],
    [24, answer('one-word', { form: 'words', chosen: [], own: [payload] })],
    [140, answer('looking-back', { form: 'wall', notes: [{ prompt: 'learned', words: payload }] })],
  ]
  return all.filter(([most]) => [...payload].length <= most).map(([, command]) => command)
}

function answer(finder: string, said: Extract<Command, { do: 'answer' }>['answer']): Command {
  return { do: 'answer', finder, answer: said }
}

/** Lets somebody new write each payload everywhere. */
async function writeAll(town: Town): Promise<void> {
  const areas = town.definition.areas.map(({ id }) => id)
  const one = async (payload: string, at: number) => {
    const guest = await join(town.origin(), town.code)
    for (const command of writings(payload, areas[at % areas.length] ?? '')) {
      await guest.do(command)
    }
    guest.leave()
  }
  for (let from = 0; from < PAYLOADS.length; from += AT_ONCE) {
    await Promise.all(PAYLOADS.slice(from, from + AT_ONCE).map((text, at) => one(text, from + at)))
  }
}

test('the payloads do run where a page takes them for more than text', async ({ town }) => {
  const page = await (await town.phone()).context.newPage()
  for (const wanted of ['<img src=x', '<svg onload', '<script>ran']) {
    const payload = PAYLOADS.find((one) => one.includes(wanted) && one.includes('ran=1'))
    await page.goto('about:blank')
    await page.setContent(payload ?? '')
    await page.waitForFunction(() => 'ran' in window)
  }
})

test('500 payloads in everything that people write are text on every page', {
  timeout: 240_000,
}, async ({ town }) => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(500)
  const leader = await leaderOf(town)
  const finders = ['knowledge', 'one-word', 'looking-back']
  for (const finder of finders) await leader.do({ do: 'set_finder_open', finder, open: true })
  const phone = phoneOf(await town.phone())
  await phone.start()
  const display = await town.display()
  const desk = deskOf(await town.facilitator())
  await writeAll(town)
  for (const finder of finders)
    await leader.do({ do: 'set_finder_revealed', finder, revealed: true })

  await unfoldAll(desk.page)
  const last = PAYLOADS[PAYLOADS.length - 1] ?? ''
  await shown(desk.page.getByText(last, { exact: true }))
  await phone.tab('list').click()
  for (const [at, { id, name }] of town.definition.areas.entries()) {
    await leader.do({ do: 'show_area', area: id })
    await phone.page.getByRole('main').getByRole('button', { name }).first().click()
    if (at === 0) await shown(phone.page.getByText(PAYLOADS[0] ?? '', { exact: true }))
    await expectNothingRan([phone.page, display.page])
    await phone.page.keyboard.press('Escape')
  }
  await phone.tab('questions').click()
  await unfoldAll(phone.page)
  await phone.tab('map').click()
  await expectNothingRan([phone.page, display.page, desk.page])
  leader.leave()
})

test('payloads in what a facilitator writes are text on every page', { timeout: 240_000 }, async ({
  town,
}) => {
  const leader = await leaderOf(town)
  const fitting = PAYLOADS.filter((payload) => payload.length <= 40)
  const [title = '', label = '', other = '', hint = ''] = fitting
  const form = {
    form: 'choice' as const,
    many: true,
    options: [
      { id: 'a', label },
      { id: 'b', label: other },
    ],
  }
  const finder = { id: 'q-1', question: title, hint, form, threshold: 1, live: true }
  await leader.do({ do: 'put_finder', finder })
  const activity = { id: 'a-1', kind: 'finder' as const, finder: 'q-1', state: 'open' as const }
  await leader.do({
    do: 'put_activity',
    activity: { ...activity, title, text: hint, notes: other },
  })
  await leader.do({ do: 'go_to', activity: 'a-1' })
  const phone = phoneOf(await town.phone())
  const display = await town.display()
  const desk = deskOf(await town.facilitator())
  await shown(display.page.getByText(title, { exact: true }))
  await unfoldAll(desk.page)
  await expectNothingRan([phone.page, display.page, desk.page])
  leader.leave()
})

test('payloads in the title and the areas of a made board are text on every page', {
  timeout: 240_000,
}, async ({ town }) => {
  const { page } = await town.facilitator()
  const names = PAYLOADS.filter((payload) => [...payload].length <= 60).slice(0, 60)
  const features = names.map((name, at) => {
    const [west, south] = [5 + (at % 10) * 0.02, 52 + Math.floor(at / 10) * 0.02]
    const [east, north] = [west + 0.01, south + 0.01]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const geometry = { type: 'Polygon', coordinates: [ring] }
    return { type: 'Feature', properties: { name }, geometry }
  })
  const geojson = JSON.stringify({ type: 'FeatureCollection', features })
  const made = await fetch(`${town.origin()}/api/boards`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: town.origin(),
      Authorization: `Bearer ${new URL(page.url()).hash.slice(1)}`,
    },
    body: JSON.stringify({ title: names[0], geojson }),
  })
  expect(made.status).toBe(200)
  const { links, facilitator_url } = (await made.json()) as Created
  const phone = await town.phone()
  const kiosk = await town.kiosk()
  const [display, desk] = [await town.display(), await town.facilitator()]
  const at = (path: string, url: string) => `${path}${new URL(url).hash}`
  const visits = [
    { visitor: phone, path: at('/', links.join_url) },
    { visitor: kiosk, path: at('/?kiosk', links.join_url) },
    { visitor: display, path: at('/display', links.display_url) },
    { visitor: desk, path: at('/facilitator', facilitator_url) },
  ]
  for (const { visitor, path } of visits) {
    await visitor.page.goto('about:blank')
    await visitor.go(path)
    await shown(visitor.page.getByText(names[0] ?? ''))
    await unfoldAll(visitor.page)
  }
  const hands = phoneOf(phone)
  await hands.start()
  await hands.tab('list').click()
  await shown(phone.page.getByRole('button', { name: names[1] ?? '' }))
  await shown(phone.page.getByText(t('phone.listTitle')))
  await expectNothingRan([phone.page, kiosk.page, display.page, desk.page])
})
