/** Gives the list with the item at `at` one place up (-1) or down (1); at its ends nothing moves. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const [one, other] = [list[at], list[at + by]]
  if (one === undefined || other === undefined) return list
  return list.map((item, place) => (place === at ? other : place === at + by ? one : item))
}
