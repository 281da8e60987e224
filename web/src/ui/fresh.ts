import type { Sign } from '../wire/types.ts'

type Counts = { readonly [S in Sign]?: number }

/**
 * Gives how many of each sign came between two counts. A count that fell is that of a server that
 * was started anew: all of it is new.
 */
export function fresh(before: Counts, now: Counts): Counts {
  const news = (Object.keys(now) as Sign[]).map((sign) => {
    const [old, count] = [before[sign] ?? 0, now[sign] ?? 0]
    return [sign, count < old ? count : count - old] as const
  })
  return Object.fromEntries(news.filter(([, count]) => count > 0))
}

/** Gives the sum of two counts. */
export function added(one: Counts, other: Counts): Counts {
  const signs = [...Object.keys(one), ...Object.keys(other)] as Sign[]
  return Object.fromEntries(signs.map((sign) => [sign, (one[sign] ?? 0) + (other[sign] ?? 0)]))
}
