import { expect } from 'vitest'
import { expectAccessible } from '../harness/access.ts'
import { deskOf } from '../harness/desk.ts'
import {
  doubleLetters,
  expectFingerSized,
  expectNoSidewaysScroll,
  expectNothingCutOff,
  expectWholeWords,
} from '../harness/layout.ts'
import { areaOf, kindOf, type Phone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { PHONE, SMALL_PHONE } from '../harness/visitor.ts'
import { t } from '../harness/words.ts'
import { leaderOf } from '../harness/xss.ts'

/** Goes through the main screens and calls `look` on each. */
async function tour(phone: Phone, town: Town, look: (screen: string) => Promise<void>) {
  const { page } = phone
  await shown(page.getByRole('button', { name: t('join.start'), exact: true }))
  await look('join')
  await phone.start()
  await phone.tab('map').click()
  await shown(page.getByRole('application'))
  await look('map')
  await phone.kind(kindOf(town.definition, 'visited')).click()
  await shown(page.getByRole('button', { name: t('phone.placeHere') }))
  await look('pin')
  await phone.tab('list').click()
  await look('list')
  await page.getByRole('main').getByRole('button', { name: 'Govan' }).click()
  await shown(phone.sheet)
  await look('sheet')
  await phone.sheet.getByRole('button', { name: t('phone.putHere') }).click()
  await phone.saved()
  await look('placed')
  for (const finder of town.definition.finders) {
    await phone.tab('questions').click()
    const heading = page.getByRole('heading', { name: finder.question })
    await shown(heading)
    const answer = page.locator('section', { has: heading })
    const change = answer.getByRole('button', { name: t('phone.answerThis') })
    if ((await change.count()) > 0) await change.click()
    await look(`question ${finder.id}`)
  }
  await phone.tab('card').click()
  await shown(page.getByText(t('card.lead')))
  await look('card')
}

async function openAll(town: Town): Promise<void> {
  const desk = deskOf(await town.facilitator())
  for (const finder of town.definition.finders) await desk.open(finder)
}

test.for([
  { window: 'a phone of today', options: PHONE, search: '' },
  { window: 'the smallest phone', options: SMALL_PHONE, search: '' },
  { window: 'the smallest phone, from right to left', options: SMALL_PHONE, search: '?dir=rtl' },
])(
  'everything fits and can be hit with a finger: $window',
  async ({ options, search }, { town }) => {
    await openAll(town)
    const phone = phoneOf(await town.phone(options))
    await phone.go(`/${search}#${town.code}`)
    await tour(phone, town, async () => {
      await expectNoSidewaysScroll(phone.page)
      await expectFingerSized(phone.page)
      await expectNothingCutOff(phone.page)
      if (options === PHONE) await expectWholeWords(phone.page)
      await expectAccessible(phone.page)
    })
  },
)

test('words and code are whole on the display, with people about to join and with a question', async ({
  town,
}) => {
  const display = await town.display()
  await shown(display.page.locator('.join-big .join-code'))
  await expectWholeWords(display.page)
  // The title beside many words about who is here: too long at its full size
  for (const here of ['room', 'room', 'room', 'remote'] as const)
    await phoneOf(await town.phone()).start(here)
  await shown(display.page.getByText('Three people are here and one elsewhere'))
  const title = display.page.locator('.title-fit')
  await expect.poll(() => title.evaluate((box) => box.style.fontSize)).not.toBe('')
  await expect.poll(() => title.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  const wide = display.page.viewportSize()
  await display.page.setViewportSize({ width: 320, height: 640 })
  await expectNoSidewaysScroll(display.page)
  await expectWholeWords(display.page)
  if (wide) await display.page.setViewportSize(wide)
  await openAll(town)
  await shown(
    display.page.getByRole('heading', { name: town.definition.finders.at(-1)?.question ?? '' }),
  )
  await expectWholeWords(display.page)
})

test.for([
  { window: 'a phone of today', options: PHONE },
  { window: 'the smallest phone', options: SMALL_PHONE },
])('letters twice as large still fit: $window', async ({ options }, { town }) => {
  await openAll(town)
  const phone = phoneOf(await town.phone(options))
  await doubleLetters(phone.page)
  await phone.page.reload()
  const size = await phone.page.evaluate(() => getComputedStyle(document.body).fontSize)
  expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(2 * 16)
  await tour(phone, town, async () => {
    await expectNoSidewaysScroll(phone.page)
    await expectNothingCutOff(phone.page)
  })
})

test('a page from right to left is mirrored, and the ground is not', async ({ town }) => {
  const phone = phoneOf(await town.phone())
  const left = async (of: 'map' | 'card') => (await phone.tab(of).boundingBox())?.x ?? 0
  const west = async (id: string) => {
    const name = new RegExp(`^${areaOf(town.definition, id).name}:`)
    return (await phone.page.getByRole('button', { name }).boundingBox())?.x ?? 0
  }
  await phone.start()
  expect(await left('map')).toBeLessThan(await left('card'))
  expect(await west('drumchapel')).toBeLessThan(await west('carntyne'))
  await phone.go(`/?dir=rtl#${town.code}`)
  await phone.tab('map').click()
  await shown(phone.page.getByRole('application'))
  expect(await left('map')).toBeGreaterThan(await left('card'))
  await shown(phone.page.getByRole('button', { name: /^Drumchapel:/ }))
  expect(await west('drumchapel')).toBeLessThan(await west('carntyne'))
})

test('nothing moves by itself for those who asked for less motion', async ({ town }) => {
  const watcher = await town.phone({ reducedMotion: 'reduce' })
  await watcher.page.addInitScript(() => {
    const moved: string[] = []
    Object.assign(window, { moved })
    const animate = Element.prototype.animate
    Element.prototype.animate = function (...how) {
      moved.push('animate')
      return animate.apply(this, how)
    }
    for (const what of ['animationstart', 'transitionrun']) {
      document.addEventListener(what, (event) => {
        const running = document.getAnimations().some((one) => {
          const { duration } = one.effect?.getComputedTiming() ?? {}
          return typeof duration === 'number' && duration > 20
        })
        if (running) moved.push(`${what} ${(event.target as Element).className}`)
      })
    }
  })
  await watcher.page.reload()
  const phone = phoneOf(watcher)
  const other = phoneOf(await town.phone())
  await phone.start()
  await other.start()
  await other.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'govan'))
  await shown(phone.page.getByRole('button', { name: /^Govan: 1 / }))
  await phone.putFromList(kindOf(town.definition, 'lived'), areaOf(town.definition, 'riddrie'))
  await phone.saved()
  const moved = await phone.page.evaluate(() => (window as unknown as { moved: string[] }).moved)
  expect(moved).toEqual([])
})

test('no word that is printed on the map of a display is cut off by its edge', async ({ town }) => {
  const display = await town.display()
  const leader = await leaderOf(town)
  const cut = () =>
    display.page.evaluate(() => {
      const sheet = document.querySelector('.display-sheet')?.getBoundingClientRect()
      if (!sheet) return ['no map']
      const words = [...document.querySelectorAll('.map-word')]
      const seen = words
        .map((word) => ({ word, box: word.getBoundingClientRect() }))
        .filter(
          ({ box }) =>
            box.right > sheet.left &&
            box.left < sheet.right &&
            box.bottom > sheet.top &&
            box.top < sheet.bottom,
        )
      const isOut = ({ box }: { box: DOMRect }) =>
        box.left < sheet.left ||
        box.right > sheet.right ||
        box.top < sheet.top ||
        box.bottom > sheet.bottom
      // Those of the landmarks come last.
      const whole = seen.some(({ word }) => word.matches('.map-word-landmark'))
      return whole ? seen.filter(isOut).map(({ word }) => word.textContent) : ['no landmark']
    })
  for (const area of [undefined, 'drumchapel', 'govan', 'sighthill']) {
    await leader.do({ do: 'show_area', ...(area ? { area } : {}) })
    // A page that is opened shows at once what others glide to.
    await display.page.reload()
    if (area) await shown(display.page.locator('.panel-area'))
    await expect.poll(cut, { timeout: 20_000, message: area ?? 'the whole map' }).toEqual([])
  }
  leader.leave()
})

test('a finger on the map of a display scrolls the page, where it is higher than its window', async ({
  town,
}) => {
  const { page, context } = await town.display(PHONE)
  const map = page.locator('.map-field')
  await shown(map)
  await map.scrollIntoViewIfNeeded()
  const at = await map.boundingBox()
  if (!at) throw new Error('the map has no place')
  const scrolled = () => page.evaluate(() => scrollY)
  const before = await scrolled()
  const session = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', down: number) => {
    const finger = { x: at.x + at.width / 2, y: at.y + at.height / 3 + down }
    const touchPoints = type === 'touchEnd' ? [] : [finger]
    return session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  await touch('touchStart', 0)
  for (let down = 10; down <= 180; down += 10) await touch('touchMove', down)
  await touch('touchEnd', 0)
  await expect.poll(scrolled).toBeLessThan(before - 100)
})
