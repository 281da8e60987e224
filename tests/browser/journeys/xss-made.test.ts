import type { Colour, KindWish, Shape } from '../../../web/src/wire/types.ts'
import { join } from '../harness/crowd.ts'
import { type Made, makeBoard } from '../harness/made.ts'
import { inParts, packed, payloadsOf } from '../harness/payloads.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { places } from '../harness/roomy-board.ts'
import { test } from '../harness/test.ts'
import { fetchDefinition, type Town } from '../harness/town.ts'
import type { Visitor } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'
import {
  expectNothingRan,
  expectRead,
  reading,
  readWhen,
  STILL,
  STILL_DISPLAY,
  unfoldAll,
} from '../harness/xss.ts'

/** A dozen boards and more, on a busy machine. */
const WHOLE_MS = 240_000

/** As many stickers as a legend takes. */
const SHAPES: readonly Shape[] = [
  'house',
  'heart',
  'star',
  'circle',
  'square',
  'triangle',
  'diamond',
  'flower',
]
const COLOURS: readonly Colour[] = ['coral', 'teal', 'plum', 'amber', 'leaf', 'sky']

/** So many boards are looked at at the same time. */
const AT_ONCE = 2

test('500 payloads as places and stickers of made boards are text on every page', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const words = packed(80)
  const half = Math.ceil(words.length / 2)
  const [labels, shorts] = [words.slice(0, half), words.slice(half)]
  const names = payloadsOf(60)
  const legends = inParts(labels, SHAPES.length)
  const maps = inParts(names, Math.ceil(names.length / legends.length))
  const boards: Made[] = []
  for (const [at, map] of maps.entries()) {
    const kinds = (legends[at] ?? []).map((label, kind): KindWish => {
      const short = shorts[at * SHAPES.length + kind] ?? 'none'
      const [shape, colour] = [SHAPES[kind] ?? 'circle', COLOURS[kind % 6] ?? 'sky']
      return { label, short, precision: 'area', shape, colour }
    })
    const wishes = { title: map[0] ?? '', geojson: JSON.stringify(places(map)), kinds }
    boards.push(await makeBoard(town, { ...wishes, without_agenda: true }))
    await putOneOfEach(town, boards[at] as Made)
  }
  const onPhone = reading()
  const looks = Array.from({ length: AT_ONCE }, async (_, looker) => {
    const phone = phoneOf(await town.phone(STILL))
    for (let at = looker; at < boards.length; at += AT_ONCE) {
      const { paths } = boards[at] as Made
      await goTo(phone, paths.phone)
      await phone.start()
      await phone.tab('list').click()
      await readWhen(phone.page, ['.area-count', ''], onPhone)
    }
  })
  await Promise.all(looks)
  expectRead(onPhone, [...names, ...labels, ...shorts])

  // The other pages show the same words.
  const kiosk = await town.kiosk()
  const [display, desk] = [await town.display(STILL_DISPLAY), await town.facilitator(STILL)]
  for (const [at, { paths }] of boards.slice(0, 3).entries()) {
    await Promise.all([
      goTo(kiosk, paths.kiosk),
      goTo(display, paths.display),
      goTo(desk, paths.desk),
    ])
    await shown(kiosk.page.getByRole('button', { name: t('kiosk.begin') }))
    await shown(display.page.locator('.kinds'))
    await shown(desk.page.getByRole('heading', { name: maps[at]?.[0] ?? '', level: 1 }))
    await unfoldAll(desk.page)
    await expectNothingRan([kiosk.page, display.page, desk.page])
  }
})

async function goTo(visitor: Visitor, to: string): Promise<void> {
  await visitor.page.goto('about:blank')
  await visitor.go(to)
}

/** Puts a sticker of each kind, so that they are counted. */
async function putOneOfEach(town: Town, { code }: Made): Promise<void> {
  const { kinds, areas } = await fetchDefinition(town.origin(), code)
  const guest = await join(town.origin(), code)
  const place = { area: areas[0]?.id ?? '' }
  await Promise.all(kinds.map(({ id }) => guest.do({ do: 'place', kind: id, place })))
  guest.leave()
}
