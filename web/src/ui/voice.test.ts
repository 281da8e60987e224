import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QUIET_MS, voice } from './voice.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('others are spoken once, then gathered for ten seconds', () => {
  const line = document.createElement('p')
  const speaker = voice(line)
  speaker.others(() => '1 new sticker')
  expect(line.textContent).toBe('1 new sticker')
  speaker.others(() => '2 new stickers')
  speaker.others(() => '12 new stickers')
  vi.advanceTimersByTime(QUIET_MS - 1)
  expect(line.textContent).toBe('1 new sticker')
  vi.advanceTimersByTime(1)
  expect(line.textContent).toBe('12 new stickers')
})

test("one's own action is spoken at once, even twice the same", () => {
  const line = document.createElement('p')
  const speaker = voice(line)
  speaker.others(() => 'others')
  speaker.own('On Red Road.')
  expect(line.textContent).toBe('On Red Road.')
  speaker.own('On Red Road.')
  expect(line.textContent).toBe('On Red Road.\u00a0')
})

test('switched off, others are silent', () => {
  const line = document.createElement('p')
  const speaker = voice(line)
  speaker.setOthers(false)
  speaker.others(() => 'others')
  vi.advanceTimersByTime(QUIET_MS * 2)
  expect(line.textContent).toBe('')
})
