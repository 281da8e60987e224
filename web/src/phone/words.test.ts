import { expect, test } from 'vitest'
import { readCode } from '../store/index.ts'
import { REFUSALS, type Finder, type ProblemCode, type RefusalCode } from '../wire/types.ts'
import { answerWords, lineWords } from './answerWords.ts'
import { failureWords, refusalWords } from './refusal.ts'

test.each(REFUSALS)('a refusal for %s has words', (code) => {
  expect(refusalWords(code, 'server')).toMatch(/^[A-Z].*\.$/)
})

test('R4.3 a reason of a newer server is shown in the words that came with it', () => {
  expect(refusalWords('sleepy' as RefusalCode, 'Too sleepy.')).toBe('Too sleepy.')
  expect(failureWords({ code: 'sleepy' as ProblemCode, words: 'Too sleepy.' })).toBe('Too sleepy.')
})

test.each(['unknown_code', 'unknown_words', 'too_fast', 'fault', 'offline'] as const)(
  'a request that fails with %s has words',
  (code) => {
    expect(failureWords({ code, words: '' })).toMatch(/^[A-Z]/)
  },
)

test.each([
  ['kwmtrp', 'KWMTRP'],
  [' KWM-TRP ', 'KWMTRP'],
  ['kw mt rp', 'KWMTRP'],
  ['KWMTR', undefined],
  ['KWMTRO', undefined],
  ['', undefined],
])('R2.2 the code %j is read as %s', (typed, code) => {
  expect(readCode(typed)).toBe(code)
})

test('a point on a line is said in words, and not sure is not the middle', () => {
  const at = (value: number) => lineWords('Left', 'Right', { kind: 'point', value })
  expect([0, 300, 500, 700, 1000].map(at)).toEqual([
    'All the way to ‘Left’',
    'Nearer to ‘Left’',
    'In the middle',
    'Nearer to ‘Right’',
    'All the way to ‘Right’',
  ])
  expect(lineWords('Left', 'Right', { kind: 'not_sure' })).toBe('I am not sure')
})

test('my answer is read back in the words of its options and my own', () => {
  const finder: Finder = {
    id: 'k',
    question: '?',
    threshold: 5,
    form: {
      form: 'knowledge',
      options: [
        { id: 'a', label: 'Parks' },
        { id: 'b', label: 'Buses' },
      ],
      depth: true,
      own: true,
    },
  }
  const chosen = [{ option: 'a', depth: 'tell' as const }, { option: 'b' }]
  expect(answerWords(finder, { form: 'knowledge', chosen, own: 'Pigeons' })).toBe(
    'Parks (Could tell others), Buses and Pigeons',
  )
})
