import { must } from './check.ts'
import type { Position, Spread } from './types.ts'

/** 2^64 over the plastic number, and over its square: upper and lower half (PROTOCOL, R6.7). */
const STEPS = [
  [0xc13fa9a9, 0x02a6328f],
  [0x91e10da5, 0xc79e7b1d],
] as const
const TWO_32 = 2 ** 32
/** Up to here every product is a whole number that a browser has exactly. */
const MOST = 2 ** 20

/** Gives the positions that have these numbers in a square. Throws a `WireFault` for others. */
export function spreadOut(corner: Position, { sides, n }: Spread): Position[] {
  must(sides[0] <= MOST && sides[1] <= MOST, 'spread', 'a square')
  let number = 0
  return n.map((step) => {
    number += step
    must(number > 0 && number < MOST, 'spread', 'a number')
    return [corner[0] + along(number, sides[0], 0), corner[1] + along(number, sides[1], 1)]
  })
}

function along(number: number, side: number, axis: 0 | 1): number {
  const [upper, lower] = STEPS[axis]
  const carried = Math.floor((number * lower) / TWO_32)
  const part = (number * upper + carried + TWO_32 / 2) % TWO_32
  return Math.floor((part * side) / TWO_32)
}
