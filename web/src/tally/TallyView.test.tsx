import { render } from 'preact'
import { expect, test } from 'vitest'
import type { Finder, Form, Tally } from '../wire/types.ts'
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

/** Every form that is counted by place, as it comes for one: whatever is small is withheld. */
const BY_PLACE: readonly (readonly [Form, Tally])[] = [
  [
    finder.form,
    { form: 'knowledge', people: null, own: [], options: [row('a', 6, [null, null, null])] },
  ],
  [
    { form: 'choice', many: false, options: [{ id: 'a', label: 'History' }] },
    { form: 'choice', people: null, options: [row('a', 6)] },
  ],
  [
    { form: 'words', bank: [{ id: 'a', label: 'History' }], most: 3, own: false },
    { form: 'words', people: null, bank: [row('a', 6)], own: [] },
  ],
  [
    { form: 'target', statements: [{ id: 'a', label: 'History' }] },
    {
      form: 'target',
      people: null,
      statements: [{ option: 'a', people: null, rings: [null, 6, null, null] }],
    },
  ],
  [
    { form: 'line', from: 'No', to: 'Yes' },
    { form: 'line', people: null, bins: [null, 6], not_sure: null },
  ],
  [
    { form: 'quadrant', across: { from: 'W', to: 'E' }, up: { from: 'S', to: 'N' } },
    { form: 'quadrant', people: null, side: 2, cells: [null, null, null, 6], not_sure: null },
  ],
]

function row<T extends object>(option: string, people: number, depths?: T) {
  return { option, people, ...(depths ? { depths } : {}) } as never
}

test.each(BY_PLACE)('R5.25 a tally is drawn for each place: %o', (form, here) => {
  const box = document.createElement('div')
  const asked: Finder = { ...finder, form, threshold: 5 }
  const byArea = [{ area: 'govan', tally: here }]
  render(
    <TallyView finder={asked} tally={here} byArea={byArea} size="display" nameOf={() => 'Govan'} />,
    box,
  )
  const place = box.querySelector('.tally-area')
  expect(place?.getAttribute('aria-label')).toContain('Govan')
  expect(place?.textContent).toContain('6')
})

test('R5.25 of a place where everything is withheld nothing is drawn', () => {
  const box = document.createElement('div')
  const asked: Finder = { ...finder, form: { form: 'line', from: 'No', to: 'Yes' }, threshold: 5 }
  const here: Tally = { form: 'line', people: null, bins: [null, null], not_sure: null }
  const byArea = [{ area: 'govan', tally: here }]
  render(<TallyView finder={asked} tally={here} byArea={byArea} size="display" />, box)
  expect(box.querySelector('.tally-area')).toBeNull()
})
