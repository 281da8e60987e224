import { format, number, type Values } from './format.ts'
import type english from './en.json'

/** A key of the words file. Plurals are asked for without their `.one` or `.other`. */
export type WordKey = PluralStem<keyof typeof english>

type PluralStem<K extends string> = K extends `${infer Stem}.${PluralEnding}` ? Stem : K
type PluralEnding = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'

const words: Record<string, string> = {}

/** Takes in the words of a page. Its first module does this, before anything is drawn. */
export function learn(more: Readonly<Record<string, string>>): void {
  Object.assign(words, more)
}

/**
 * Gives the words for a key, with `{name}` filled in from `values`.
 *
 * A key with plural forms picks its form by `values.count`. Numbers are written the language's way.
 */
export function t(key: WordKey, values?: Values): string {
  return format(words, language(), key, values)
}

/** Gives a number as people of this language write it: `1,234`. */
export function n(value: number): string {
  return number(language(), value)
}

/** Gives a list as a sentence part: `a, b and c`. */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return t('list.and', {
    rest: parts.slice(0, -1).join(t('list.comma')),
    last: parts[parts.length - 1] ?? '',
  })
}

/** Gives the page's language as a BCP 47 tag. */
export function language(): string {
  return document.documentElement.lang || 'en'
}

/**
 * Sets the language and the direction of the page from its address.
 *
 * `?dir=rtl` mirrors the page, to see the layout as readers of Arabic or Urdu would meet it.
 */
export function setLanguage(tag = 'en', search: string = location.search): void {
  const asked = new URLSearchParams(search).get('dir')
  const root = document.documentElement
  root.lang = tag
  root.dir = asked === 'rtl' || asked === 'ltr' ? asked : directionOf(tag)
}

/** The scripts written from right to left, by the languages that people are likely to bring. */
const fromTheRight = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi'])

function directionOf(tag: string): 'ltr' | 'rtl' {
  return fromTheRight.has(tag.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
