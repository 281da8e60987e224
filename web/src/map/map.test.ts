import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMap, type BoardMap, type MapOptions, type Pick, type Rest } from './index.ts'
import { lines } from './labels.ts'
import { sample, sticker } from './sample.ts'

let map: BoardMap

function open(options: MapOptions = { mode: 'phone' }): HTMLElement {
  document.body.textContent = ''
  map = createMap(document.body, options)
  map.draw(sample)
  return document.body
}

const label = (area: string) => document.querySelector<HTMLElement>(`[data-area="${area}"]`)
const marks = () => document.querySelectorAll('.map-mark').length
const stage = () => document.querySelector<HTMLElement>('.map-stage')
const press = (key: string) =>
  stage()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const settle = () => vi.advanceTimersByTime(2000)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  map.destroy()
  vi.useRealTimers()
})

test('every area is a real button in the order of the list, with its counts in its name', () => {
  open()
  map.add([sticker(1), sticker(2), sticker(3, { kind: 'visited' })])
  settle()
  const names = [...document.querySelectorAll('.map-label')].map((one) =>
    one.getAttribute('aria-label'),
  )
  expect(names).toEqual([
    'Wide: 2 lived here and 1 visited',
    'Small: no stickers yet',
    'Ring: no stickers yet',
  ])
  map.remove([1])
  settle()
  expect(label('wide')?.getAttribute('aria-label')).toBe('Wide: 1 lived here and 1 visited')
})

test('what one sees from close by comes later, lies where it belongs, and is written at once', () => {
  const local = { kind: 'road', class: 'local', fill: false }
  const { layers } = sample.base
  document.body.textContent = ''
  map = createMap(document.body, { mode: 'phone' })
  map.draw({ ...sample, base: { ...sample.base, layers: [{ ...local, paths: [] }, ...layers] } })
  map.goTo('small', { jump: true })
  settle()
  const road = [...document.querySelectorAll('.map-line.map-road-local')]
  expect(road.map((path) => path.getAttribute('d'))).toEqual([''])
  map.complete({
    finders: [],
    layers: [{ ...local, paths: [[-428_000, 5_582_000, 100, 0]] }],
    labels: [
      { kind: 'landmark', class: 'museum', names: ['Mill'], lon: [-427_900], lat: [5_582_100] },
    ],
  })
  expect(road[0]?.getAttribute('d')).toMatch(/^M\d+ \d+l100 0$/)
  const under = [...document.querySelectorAll('.map-paper path')].map(({ classList }) => classList)
  const at = (name: string) => under.findIndex((names) => names.contains(name))
  expect(at('map-road-local')).toBeLessThan(at('map-road-primary'))
  const words = () => [...document.querySelectorAll('.map-word')].map((word) => word.textContent)
  expect(words()).toEqual(['Mill'])
  settle()
  expect(words()).toEqual(['Mill'])
})

test('adding again replaces, a fresh snapshot leaves nothing old', () => {
  open()
  map.add([sticker(1), sticker(1, { area: 'small' })])
  settle()
  expect(label('small')?.getAttribute('aria-label')).toBe('Small: 1 lived here')
  expect(label('wide')?.getAttribute('aria-label')).toBe('Wide: no stickers yet')
  map.replace([sticker(9)])
  settle()
  expect(label('small')?.getAttribute('aria-label')).toBe('Small: no stickers yet')
})

test('five thousand at once draw at most three hundred; one more draws one more', () => {
  open()
  const many = Array.from({ length: 5000 }, (_, at) =>
    sticker(at + 1, {
      area: null,
      at: [-430_000 + ((at * 7) % 10_000), 5_580_000 + ((at * 11) % 6000)],
    }),
  )
  map.add(many)
  settle()
  expect(marks()).toBeGreaterThan(50)
  expect(marks()).toBeLessThanOrEqual(300)
  const before = [...document.querySelectorAll('.map-mark')]
  map.add([sticker(6000, { mine: true })])
  expect([...document.querySelectorAll('.map-mark')].slice(0, -1)).toEqual(before)
  map.remove([6000])
  expect(marks()).toBe(before.length)
})

test('pending stickers are drawn until they are settled', () => {
  open()
  map.setPending([{ id: 'x', kind: 'lived', area: 'small', at: [-427_900, 5_582_100] }])
  expect(document.querySelectorAll('.map-mark-pending')).toHaveLength(1)
  map.setPending([])
  expect(marks()).toBe(0)
})

test('a label picks its area; Enter picks what lies under the middle', () => {
  open()
  const picks: Pick[] = []
  const end = map.onPick((pick) => picks.push(pick))
  label('small')?.click()
  map.goTo('small', { jump: true })
  press('Enter')
  expect(picks.map(({ via, areas }) => [via, areas])).toEqual([
    ['label', ['small']],
    ['key', ['small', 'wide']],
  ])
  end()
  label('small')?.click()
  expect(picks).toHaveLength(2)
})

test('keys and methods move the middle, and the map says where it rests', () => {
  open({ mode: 'phone', crosshair: 'visited' })
  const rests: Rest[] = []
  map.onRest((rest) => rests.push(rest))
  map.goTo('ring', { jump: true })
  settle()
  const [lon, lat] = map.centre()
  expect(Math.abs(lon + 423_000)).toBeLessThan(3)
  expect(rests[rests.length - 1]?.areas).toEqual([])
  press('ArrowRight')
  press('ArrowDown')
  expect(map.centre()[0]).toBeGreaterThan(lon)
  expect(map.centre()[1]).toBeLessThan(lat)
  map.goTo('small', { jump: true })
  settle()
  expect(rests[rests.length - 1]?.areas).toEqual(['small', 'wide'])
  expect(map.areasAt([-427_900, 5_582_100])).toEqual(['small', 'wide'])
})

test('the keyboard brings an area that is out of view into it', () => {
  open()
  map.goTo('ring', { jump: true })
  map.zoomBy(4)
  settle()
  expect(label('small')?.closest('.map-place-off')).not.toBeNull()
  label('small')?.focus()
  settle()
  expect(label('small')?.closest('.map-place-off')).toBeNull()
})

test('what arrives while the map moves is drawn when it rests, and loses nothing', () => {
  open()
  settle()
  map.zoomBy(1.5)
  const before = marks()
  map.add([sticker(1, { mine: true }), sticker(2, { area: 'small' })])
  expect(marks()).toBe(before)
  settle()
  expect(marks()).toBeGreaterThan(before)
  expect(label('small')?.getAttribute('aria-label')).toBe('Small: 1 lived here')
})

test('labels are kept back until they have a place', () => {
  open()
  const list = document.querySelector<HTMLElement>('ul.map-labels')
  expect(list?.style.visibility).toBe('hidden')
  settle()
  expect(list?.style.visibility).toBe('')
})

test('a display shows no controls and takes no keys', () => {
  open({ mode: 'display', movable: false })
  expect(document.querySelector('.map-controls')).toBeNull()
  expect(stage()?.getAttribute('tabindex')).toBeNull()
  expect(stage()?.getAttribute('role')).toBe('img')
})

test('the summary tells what a sighted person sees at once', () => {
  open()
  map.add([sticker(1), sticker(2), sticker(3, { area: 'small' })])
  map.goTo('all', { jump: true })
  settle()
  const id = stage()?.getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(id)?.textContent).toContain(
    '3 study areas. 3 stickers, most on Wide.',
  )
})

test('names are broken into short lines', () => {
  expect(lines('Red Road')).toEqual(['Red Road'])
  expect(lines('Gorbals Riverside')).toEqual(['Gorbals', 'Riverside'])
  expect(lines('Scotstoun multi-storey flats')).toEqual(['Scotstoun', 'multi-storey', 'flats'])
})
