import type { Position } from '../../../web/src/wire/types.ts'

/** So many units of 1e-5 degree, about a metre each, count as the same place. */
const NEAR = 2

/** Gives a pattern for all ways in which a text may give a position away, in either coordinate. */
export function spelt(position: Position): RegExp {
  const numbers = position.flatMap((value) => [...wholes(value), ...decimals(value)])
  return new RegExp(`(?<![\\d.])(${numbers.join('|')})`)
}

/** Gives the bytes in which a file may keep a position: whole numbers and doubles, both ways round. */
export function packed(position: Position): Buffer[] {
  return position.flatMap((value) => [
    ...[value, value * 100].flatMap((whole) => written((buffer) => buffer.writeInt32BE(whole), 4)),
    ...written((buffer) => buffer.writeDoubleBE(value / 100_000), 8),
  ])
}

/** In 1e-5, 1e-6 and 1e-7 degree. */
function wholes(value: number): string[] {
  return nearby(value).map((near) => `${Math.abs(near)}\\d{0,2}(?!\\d)`)
}

/** In degrees, with four decimals or more. */
function decimals(value: number): string[] {
  const four = nearby(value).map((near) => Math.floor(Math.abs(near) / 10) / 10_000)
  return [...new Set(four)].map((degrees) => degrees.toFixed(4).replace('.', '\\.'))
}

function nearby(value: number): number[] {
  return Array.from({ length: 2 * NEAR + 1 }, (_, at) => value + at - NEAR)
}

function written(write: (buffer: Buffer) => void, length: number): Buffer[] {
  const forwards = Buffer.alloc(length)
  write(forwards)
  return [forwards, Buffer.from(forwards.toReversed())]
}
