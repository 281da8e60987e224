import { beforeEach, expect, test, vi } from 'vitest'
import { listen, type Hands } from './gestures.ts'

let field: HTMLElement
let paper: HTMLElement
let button: HTMLButtonElement
const hands = {
  drag: vi.fn<Hands['drag']>(),
  zoom: vi.fn<Hands['zoom']>(),
  release: vi.fn<Hands['release']>(),
  tap: vi.fn<Hands['tap']>(),
  doubleTap: vi.fn<Hands['doubleTap']>(),
}

beforeEach(() => {
  vi.clearAllMocks()
  field = document.createElement('div')
  paper = document.createElement('div')
  button = document.createElement('button')
  field.append(paper, button)
  document.body.append(field)
  field.setPointerCapture = () => undefined
  listen(field, paper, hands)
})

function finger(type: string, x: number, y: number, on: Element = paper, pointerId = 1) {
  on.dispatchEvent(
    new PointerEvent(type, { pointerId, clientX: x, clientY: y, bubbles: true, cancelable: true }),
  )
}

test('a trembling finger taps', () => {
  finger('pointerdown', 50, 50)
  finger('pointermove', 54, 53)
  finger('pointerup', 54, 53)
  expect(hands.tap).toHaveBeenCalledWith([50, 50])
  expect(hands.drag).not.toHaveBeenCalled()
})

test('two taps in one place are a double tap', () => {
  for (let tap = 0; tap < 2; tap++) {
    finger('pointerdown', 50, 50)
    finger('pointerup', 50, 50)
  }
  expect(hands.tap).toHaveBeenCalledOnce()
  expect(hands.doubleTap).toHaveBeenCalledWith([50, 50])
})

test('a drag moves the paper by all of its way and taps nothing', () => {
  finger('pointerdown', 50, 50)
  finger('pointermove', 70, 50)
  finger('pointermove', 90, 60)
  finger('pointerup', 90, 60)
  const way = hands.drag.mock.calls.reduce(([x, y], [dx, dy]) => [x + dx, y + dy], [0, 0])
  expect(way).toEqual([40, 10])
  expect(hands.tap).not.toHaveBeenCalled()
  expect(hands.release).toHaveBeenCalledOnce()
})

test('two fingers zoom by how far they part, around the middle between them', () => {
  finger('pointerdown', 100, 100, paper, 1)
  finger('pointerdown', 200, 100, paper, 2)
  finger('pointermove', 300, 100, paper, 2)
  expect(hands.zoom).toHaveBeenCalledWith(2, [200, 100])
  expect(hands.drag).toHaveBeenCalledWith(50, 0)
})

test('a drag that began on a button does not press it; a tap does', () => {
  const pressed = vi.fn<() => void>()
  button.addEventListener('click', pressed)
  finger('pointerdown', 50, 50, button)
  finger('pointermove', 90, 50, button)
  finger('pointerup', 90, 50, button)
  button.click()
  expect(pressed).not.toHaveBeenCalled()
  finger('pointerdown', 50, 50, button)
  finger('pointerup', 50, 50, button)
  button.click()
  expect(pressed).toHaveBeenCalledOnce()
  expect(hands.tap).not.toHaveBeenCalled()
})

test('the wheel zooms where the pointer is', () => {
  // happy-dom’s WheelEvent forgets where it happened.
  const turn = new WheelEvent('wheel', { deltaY: -320, bubbles: true, cancelable: true })
  Object.assign(turn, { clientX: 30, clientY: 40 })
  paper.dispatchEvent(turn)
  expect(hands.zoom).toHaveBeenCalledWith(2, [30, 40])
  expect(turn.defaultPrevented).toBe(true)
})
