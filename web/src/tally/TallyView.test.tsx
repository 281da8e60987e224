import { render } from 'preact'
import { expect, test } from 'vitest'
import type { Finder, Tally } from '../wire/types.ts'
import { TallyView } from './TallyView.tsx'

const finder: Finder = {
  id: 'f',
  question: '?',
  threshold: 1,
  form: { form: 'knowledge', options: [{ id: 'a', label: 'History' }], depth: true, own: true },
}
const tally: Tally = {
  form: 'knowledge',
  people: 3,
  options: [{ option: 'a', people: 2, depths: [0, 1, 1] }],
  own: [
    { seq: 4, words: '<b>Bowling</b>' },
    { seq: 5, words: 'Rude', standing: { is: 'waiting' } },
  ],
}

function shown(): HTMLElement {
  const box = document.createElement('div')
  render(<TallyView finder={finder} tally={tally} size="phone" />, box)
  return box
}

test('each row says its words and its number, and bars are only for the eye', () => {
  const row = shown().querySelector('.tally-row')
  expect(row?.textContent).toContain('History')
  expect(row?.querySelector('.visually-hidden')?.textContent).toBe('2 people')
  expect(row?.querySelector('.tally-bar')?.getAttribute('aria-hidden')).toBe('true')
})

test('people’s own words are plain text, and hidden ones are not shown', () => {
  const slips = [...shown().querySelectorAll('.slip')]
  expect(slips.map((slip) => slip.textContent)).toEqual(['<b>Bowling</b>'])
})
