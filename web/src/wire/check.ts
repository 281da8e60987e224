/** What came over the wire is not what the protocol says. */
export class WireFault extends Error {
  override name = 'WireFault'
}

/** Throws a [`WireFault`] naming `at` unless the value is what it should be. */
export type Check = (value: unknown, at: string) => void

type Fields<T, Tag = never> = { readonly [K in Exclude<keyof T, Tag>]-?: Check }

/** A table with one row for each variant of a tagged union: a variant without one does not compile. */
export type Variants<U, Tag extends keyof U> = {
  readonly [V in U[Tag] & string]: Fields<Extract<U, Record<Tag, V>>, Tag>
}

/** Any text. */
export const text: Check = (value, at) => must(typeof value === 'string', at, 'text')

/** True or false. */
export const flag: Check = (value, at) => must(typeof value === 'boolean', at, 'yes or no')

/** A whole number that JavaScript holds exactly. */
export const whole: Check = (value, at) => must(Number.isSafeInteger(value), at, 'a whole number')

/** A whole number from 0 on. */
export const count: Check = (value, at) =>
  must(Number.isSafeInteger(value) && (value as number) >= 0, at, 'a count')

/** `[longitude, latitude]` in whole 1e-5 degrees. */
export const position: Check = (value, at) => {
  must(Array.isArray(value) && value.length === 2, at, 'a position')
  each(whole)(value, at)
}

/** One of a few words. */
export const oneOf =
  (...words: string[]): Check =>
  (value, at) =>
    must(words.includes(value as string), at, words.join(' or '))

/** The value, or null. */
export const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null || check(value, at)

/** The value, or no such field. */
export const maybe =
  (check: Check): Check =>
  (value, at) =>
    value === undefined || check(value, at)

/** A list, each of whose items passes. */
export const each =
  (check: Check): Check =>
  (value, at) => {
    must(Array.isArray(value), at, 'a list')
    for (let i = 0; i < value.length; i += 1) check(value[i], at)
  }

/** An object with these fields, and perhaps more, which a newer server may have added. */
export function object<T>(fields: Fields<T>): Check {
  const rows = Object.entries<Check>(fields)
  return (value, at) => {
    const row = asObject(value, at)
    for (const [name, check] of rows) check(row[name], `${at}.${name}`)
  }
}

/**
 * An object told apart by its field `tag`.
 *
 * Of a variant that is not in the table only the tag is checked: within a protocol version a newer
 * server may say new things, which whoever switches over them skips.
 */
export function tagged<U, Tag extends keyof U & string>(
  tag: Tag,
  variants: Variants<U, Tag>,
): Check {
  const known = new Map<string, Check>(
    Object.entries(variants).map(([name, fields]) => [name, object(fields as Fields<object>)]),
  )
  return (value, at) => {
    const name = asObject(value, at)[tag]
    text(name, `${at}.${tag}`)
    known.get(name as string)?.(value, `${at}(${String(name)})`)
  }
}

/** An object of any fields. */
export const anObject: Check = (value, at) => void asObject(value, at)

/** Throws unless `holds`. */
export function must(holds: boolean, at: string, what: string): asserts holds {
  if (!holds) throw new WireFault(`${at} is not ${what}`)
}

function asObject(value: unknown, at: string): Record<string, unknown> {
  must(typeof value === 'object' && value !== null && !Array.isArray(value), at, 'an object')
  return value as Record<string, unknown>
}
