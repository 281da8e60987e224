import { expect, test } from 'vitest'
import type { Finder, Tally } from '../wire/types.ts'
import { describe as inWords, fullBar, share } from './describe.ts'

const options = [
  { id: 'living', label: 'I live here' },
  { id: 'history', label: 'I know how it was' },
]
const finder = (form: Finder['form']): Finder => ({ id: 'f', question: '?', form, threshold: 5 })
const knowledge = finder({ form: 'knowledge', options, depth: true, own: true })
const choice = finder({ form: 'choice', options, many: true })
const line = finder({ form: 'line', from: 'No say', to: 'A lot of say' })

test('rows keep the definition’s order, whatever the counts are', () => {
  const tally: Tally = {
    form: 'choice',
    people: 9,
    options: [
      { option: 'history', people: 7 },
      { option: 'living', people: 2 },
    ],
  }
  const shown = inWords(choice, tally)
  expect(shown).toMatchObject({
    is: 'rows',
    people: 9,
    rows: [
      { label: 'I live here', people: 2, depths: '' },
      { label: 'I know how it was', people: 7, depths: '' },
    ],
  })
})

test('how well people know is said in words, and who did not say is counted apart', () => {
  const tally: Tally = {
    form: 'knowledge',
    people: 6,
    options: [
      { option: 'living', people: 6, depths: [1, 0, 3] },
      { option: 'history', people: 0, depths: [0, 0, 0] },
    ],
    own: [{ seq: 9, words: 'The bowling club' }],
  }
  expect(inWords(knowledge, tally)).toMatchObject({
    rows: [
      {
        depths: '3 could tell others and 1 heard of it',
        parts: { heard: 1, some: 0, tell: 3, unsaid: 2 },
      },
      { depths: '', people: 0, number: '0' },
    ],
    own: [{ words: 'The bowling club' }],
  })
})

test('a line names its ends and its steps, and keeps the unsure apart', () => {
  const tally: Tally = { form: 'line', people: 6, bins: [2, 0, 3], not_sure: 1 }
  expect(inWords(line, tally)).toEqual({
    is: 'line',
    people: 6,
    from: 'No say',
    to: 'A lot of say',
    steps: [
      { label: 'At ‘No say’', people: 2 },
      { label: 'Step 2 of 3 from ‘No say’ to ‘A lot of say’', people: 0 },
      { label: 'At ‘A lot of say’', people: 3 },
    ],
    notSure: 1,
  })
})

test('a tally of another form is not shown', () => {
  expect(inWords(line, { form: 'choice', people: 1, options: [] })).toBeUndefined()
})

test('the first answer does not fill its row, and one of many is still seen', () => {
  expect(share(1, fullBar([1]))).toBe(20)
  expect(share(40, fullBar([40, 3]))).toBe(100)
  expect(share(1, fullBar([1000]))).toBeGreaterThan(1)
  expect(share(0, fullBar([1000]))).toBe(0)
})
