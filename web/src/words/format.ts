/** What fills the `{name}` gaps of a sentence. `count` also picks the plural form. */
export type Values = Readonly<Record<string, string | number>>

type Words = Readonly<Record<string, string>>

/** Gives the sentence for `key` in `tag`'s plural form and number style, or the key if unknown. */
export function format(words: Words, tag: string, key: string, values: Values = {}): string {
  const pattern = pick(words, tag, key, values['count'])
  return pattern.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name]
    if (value === undefined) return gap
    return typeof value === 'number' ? number(tag, value) : value
  })
}

/** Gives a number as people of that language write it. */
export function number(tag: string, value: number): string {
  return isPlain(tag, value) ? String(value) : numbersOf(tag).format(value)
}

/**
 * Whether a number needs no help from the browser. Its first use of a language loads tables, which
 * holds up an old phone's first screen; English counts below a thousand are their own digits.
 */
function isPlain(tag: string, value: number): boolean {
  return isEnglish(tag) && Number.isInteger(value) && value >= 0 && value < 1000
}

function isEnglish(tag: string): boolean {
  return tag === 'en' || tag.startsWith('en-')
}

function pluralForm(tag: string, count: number): string {
  if (isPlain(tag, count)) return count === 1 ? 'one' : 'other'
  return rulesOf(tag).select(count)
}

// Making these costs a hundred times more than using them.
const numbersOf = kept((tag) => new Intl.NumberFormat(tag))
const rulesOf = kept((tag) => new Intl.PluralRules(tag))

function kept<T>(make: (tag: string) => T): (tag: string) => T {
  const made = new Map<string, T>()
  return (tag) => {
    const found = made.get(tag) ?? make(tag)
    made.set(tag, found)
    return found
  }
}

function pick(words: Words, tag: string, key: string, count?: string | number): string {
  const plain = words[key]
  if (plain !== undefined) return plain
  const form = typeof count === 'number' ? pluralForm(tag, count) : 'other'
  return words[`${key}.${form}`] ?? words[`${key}.other`] ?? key
}
