import { expect, test } from 'vitest'
import { privateNames } from './names.ts'

const guest = (name: string) => ({ guest: `of ${name}`, name })

test('names that everybody reads are apart from those that only whoever leads reads', () => {
  expect(privateNames(['Ali', 'Jean', 'Senga'], [guest('Jean')])).toEqual(['Ali', 'Senga'])
  expect(privateNames(['Ali'], [])).toEqual(['Ali'])
})

test('of two people with one name, one may show it', () => {
  expect(privateNames(['Jean', 'Jean'], [guest('Jean')])).toEqual(['Jean'])
  expect(privateNames(['Jean', 'Jean'], [guest('Jean'), guest('Jean')])).toEqual([])
})
