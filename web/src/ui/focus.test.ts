import { expect, test, vi } from 'vitest'
import { holdFocus } from './focus.ts'

function page() {
  document.body.innerHTML = ''
  const before = document.createElement('button')
  const box = document.createElement('div')
  box.tabIndex = -1
  const [first, last] = [document.createElement('button'), document.createElement('button')]
  box.append(first, last)
  document.body.append(before, box)
  before.focus()
  return { before, box, first, last }
}

const press = (on: Element, key: string, shiftKey = false) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }))

test('the keyboard goes round inside, and home when it is over', () => {
  const { before, box, first, last } = page()
  const release = holdFocus(box, () => undefined)
  expect(document.activeElement).toBe(box)
  press(box, 'Tab', true)
  expect(document.activeElement).toBe(last)
  press(last, 'Tab')
  expect(document.activeElement).toBe(first)
  release()
  expect(document.activeElement).toBe(before)
})

test('Escape asks to close', () => {
  const { box, first } = page()
  const onEscape = vi.fn<() => void>()
  holdFocus(box, onEscape)
  press(first, 'Escape')
  expect(onEscape).toHaveBeenCalledOnce()
})
