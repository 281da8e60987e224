import { expect, test } from 'vitest'
import { emptyDraft, finderOf, NEEDS } from './newFinder.ts'

const draft = (more: object) => ({ ...emptyDraft, question: 'What now?', ...more })

test('a question needs words, and as many lines as its kind', () => {
  expect(finderOf(emptyDraft, 'q')).toBe('question')
  expect(finderOf(draft({ lines: 'only one' }), 'q')).toBe('lines')
  expect(finderOf(draft({ form: 'wall', lines: 'a\nb\nc\nd\ne' }), 'q')).toBe('lines')
  expect(finderOf(draft({ form: 'words' }), 'q')).toBe('lines')
  expect(finderOf(draft({ form: 'words', own: true }), 'q')).toMatchObject({ form: { bank: [] } })
})

test('every kind can be written', () => {
  for (const form of Object.keys(NEEDS) as (keyof typeof NEEDS)[]) {
    const lines = Array.from({ length: NEEDS[form][0] || 1 }, (_, at) => ` Line ${at} `).join('\n')
    expect(finderOf(draft({ form, lines }), 'q')).toMatchObject({ id: 'q', form: { form } })
  }
})

test('small numbers are hidden unless somebody says otherwise', () => {
  const lines = 'a\n\nb'
  expect(finderOf(draft({ lines }), 'q')).toMatchObject({
    threshold: 5,
    form: {
      options: [
        { id: 'o1', label: 'a' },
        { id: 'o2', label: 'b' },
      ],
    },
  })
  expect(finderOf(draft({ lines, hideFew: false, live: true }), 'q')).toMatchObject({
    threshold: 1,
    live: true,
  })
})

test('R5.25 answers are counted by place only where small counts are withheld', () => {
  const by = (more: object) => {
    const finder = finderOf(draft({ lines: 'a\nb', byArea: 'lived', ...more }), 'q')
    return typeof finder === 'string' ? finder : finder.by_area
  }
  expect(by({})).toBe('lived')
  expect(by({ form: 'line' })).toBe('lived')
  expect(by({ byArea: '' })).toBeUndefined()
  expect(by({ hideFew: false })).toBeUndefined()
  for (const form of ['dots', 'rank', 'wall']) expect(by({ form })).toBeUndefined()
})

test('the ends of lines and squares differ, and are as long as the board allows', () => {
  expect(finderOf(draft({ form: 'line', lines: 'None\n None ' }), 'q')).toBe('ends')
  expect(finderOf(draft({ form: 'quadrant', lines: 'a\nb\nc\nc' }), 'q')).toBe('ends')
  expect(finderOf(draft({ form: 'quadrant', lines: 'a\nb\na\nb' }), 'q')).toMatchObject({ id: 'q' })
  const long = '😀'.repeat(90)
  const cut = '😀'.repeat(80)
  expect(finderOf(draft({ form: 'line', lines: `${long}\nNone` }), 'q')).toMatchObject({
    form: { from: cut, to: 'None' },
  })
  expect(finderOf(draft({ form: 'choice', lines: `${long}\nNone` }), 'q')).toMatchObject({
    form: { options: [{ label: cut }, { label: 'None' }] },
  })
  // What differs only behind the last letter that is kept does not differ on the board.
  expect(finderOf(draft({ form: 'line', lines: `${long}a\n${long}b` }), 'q')).toBe('ends')
})
