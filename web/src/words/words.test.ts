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

test('small English numbers are as the browser would write them', () => {
  const words = { 'x.one': 'one', 'x.other': 'other' }
  for (const count of [0, 1, 2, 11, 21, 999, 1000, 1.5, -1, 1e7]) {
    expect(n(count)).toBe(new Intl.NumberFormat('en').format(count))
    expect(format(words, 'en-GB', 'x', { count })).toBe(new Intl.PluralRules('en').select(count))
  }
  expect(format({ a: '{count}' }, 'ar-EG', 'a', { count: 7 })).toBe('٧')
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
