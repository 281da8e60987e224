import { format } from '../../../web/src/words/format.ts'
import english from '../../../web/src/words/en.json' with { type: 'json' }

/** Gives what people read, by its key in `en.json`: tests find things by these words. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const words = format(english, 'en', key, values)
  if (words === key) throw new Error(`en.json has no "${key}"`)
  return words
}

/** Gives a pattern for the words of a key with anything in its gaps. */
export function like(key: string): RegExp {
  const all: Record<string, string> = english
  const forms = Object.keys(all).filter((one) => one === key || one.startsWith(`${key}.`))
  if (forms.length === 0) throw new Error(`en.json has no "${key}"`)
  const patterns = forms.map((form) =>
    (all[form] ?? '')
      .split(/\{\w+\}/)
      .map(quoted)
      .join('.*'),
  )
  return new RegExp(patterns.join('|'))
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
