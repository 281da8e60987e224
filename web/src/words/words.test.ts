import { afterEach, expect, test } from 'vitest'
import { format } from './format.ts'
import { language, n, setLanguage, t } from './index.ts'

afterEach(() => setLanguage('en', ''))

test('gaps are filled and unknown gaps stay visible', () => {
  expect(t('map.label', { title: 'Glasgow' })).toBe('Map: Glasgow')
  expect(t('map.label')).toBe('Map: {title}')
})

test('numbers are written the language’s way', () => {
  expect(n(5000)).toBe('5,000')
  expect(format({ a: '{count} here' }, 'de', 'a', { count: 5000 })).toBe('5.000 here')
})

test('a plural is picked by count, in the rules of the language', () => {
  const words = {
    'x.one': '{count} sticker',
    'x.few': '{count} few',
    'x.other': '{count} stickers',
  }
  expect(format(words, 'en', 'x', { count: 1 })).toBe('1 sticker')
  expect(format(words, 'en', 'x', { count: 0 })).toBe('0 stickers')
  expect(format(words, 'pl', 'x', { count: 3 })).toBe('3 few')
  expect(format(words, 'pl', 'x', { count: 5 })).toBe('5 stickers')
})

test('the page takes its direction from the language, or from the address', () => {
  setLanguage('ur', '')
  expect(document.documentElement.dir).toBe('rtl')
  expect(language()).toBe('ur')
  setLanguage('en', '')
  expect(document.documentElement.dir).toBe('ltr')
  setLanguage('en', '?dir=rtl')
  expect(document.documentElement.dir).toBe('rtl')
})
