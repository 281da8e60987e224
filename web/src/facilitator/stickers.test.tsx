import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Standing, StickerView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { Stickers } from './Stickers.tsx'
import { openDesk } from './testing.ts'

let desk: Desk
let box: HTMLElement

beforeEach(() => {
  ;({ desk } = openDesk())
  box = document.body.appendChild(document.createElement('div'))
})

afterEach(() => {
  render(null, box)
  box.remove()
  desk.close()
  desk.store.close()
})

const sticker = (seq: number, note_standing?: Standing): StickerView => ({
  seq,
  kind: 'lived',
  area: 'govan',
  at: [0, 0],
  note: `Note ${seq}`,
  ...(note_standing ? { note_standing } : {}),
})

function put(stickers: readonly StickerView[]) {
  const rev = desk.store.board.at.peek()?.rev ?? 0
  const changes = stickers.map((one) => ({ t: 'sticker' as const, ...one }))
  const last = Math.max(rev + 1, ...stickers.map(({ seq }) => seq))
  act(() => void desk.store.board.apply(rev, last, changes))
}

const rowOf = (words: string) =>
  [...box.querySelectorAll('.entries > li')].find((one) => one.textContent?.includes(words))
const buttons = (words: string) =>
  [...(rowOf(words)?.querySelectorAll('button') ?? [])].map((one) => one.textContent)
const press = (words: string) =>
  act(() => {
    const all = [...box.querySelectorAll('button')]
    all.find((button) => button.textContent?.startsWith(words))?.click()
  })
const asked = () => desk.store.waiting.value.map(({ command }) => command)

test('R5.20 words on a sticker that were hidden are shown again from the list of stickers', () => {
  put([sticker(7, { is: 'hidden', reason: 'private' }), sticker(8)])
  act(() => render(<Stickers desk={desk} />, box))
  expect(rowOf('Note 7')?.textContent).toContain(t('facilitator.noteHidden'))
  press(`${t('facilitator.restore')}: Note 7`)
  expect(asked()).toEqual([{ do: 'set_hidden', seq: 7, part: 1, hidden: false }])
})

test('R5.20 words on a sticker that wait can be shown or hidden there too', () => {
  put([sticker(7, { is: 'waiting' })])
  act(() => render(<Stickers desk={desk} />, box))
  expect(rowOf('Note 7')?.textContent).toContain(t('facilitator.noteWaits'))
  expect(buttons('Note 7')).toContain(`${t('facilitator.hide')}: Note 7`)
  press(`${t('facilitator.show')}: Note 7`)
  expect(asked()).toEqual([{ do: 'set_hidden', seq: 7, part: 1, hidden: false }])
})

test('a sticker whose words everybody reads has no more buttons than before', () => {
  put([sticker(8)])
  act(() => render(<Stickers desk={desk} />, box))
  expect(buttons('Note 8')).toHaveLength(2)
})

test('the keyboard goes on to the first row that “Show more” brought', () => {
  put(Array.from({ length: 25 }, (_, at) => sticker(10 + at)))
  act(() => render(<Stickers desk={desk} />, box))
  press(t('facilitator.more'))
  // The newest twenty were there; each has several buttons.
  expect(document.activeElement?.textContent).toContain('Note 14')
  expect(document.activeElement?.textContent).toContain(t('facilitator.hide'))
})
