import type { Position } from '../wire/types.ts'

/** A point on the flat map in ground units: 1e-5 degree of longitude, y down, from the board's north-west. */
export type Point = readonly [x: number, y: number]

/** Between the globe and the flat map. */
export type Projection = {
  toGround(lon: number, lat: number): Point
  /** Nearest whole position. */
  toPosition(point: Point): Position
  /** Metres on the ground along one unit, at the middle of the board. */
  readonly metres: number
}

const UNITS = 100_000
const RADIANS = Math.PI / 180
/** Metres along one degree of the equator, WGS 84. */
const EQUATOR_DEGREE = 111_319.49

/** Gives Web Mercator relative to the north-west corner of `bounds`. */
export function projection([west, south, east, north]: readonly [
  number,
  number,
  number,
  number,
]): Projection {
  const top = mercator(north)
  const middle = ((south + north) / 2 / UNITS) * RADIANS
  return {
    metres: east > west ? (EQUATOR_DEGREE / UNITS) * Math.cos(middle) : 1,
    toGround: (lon, lat) => [lon - west, top - mercator(lat)],
    toPosition: ([x, y]) => [Math.round(x + west), Math.round(unmercator(top - y))],
  }
}

/** Height on the Mercator map of a latitude, both in 1e-5 degree. */
function mercator(lat: number): number {
  const angle = (Math.max(-8_500_000, Math.min(8_500_000, lat)) / UNITS) * RADIANS
  return (Math.log(Math.tan(Math.PI / 4 + angle / 2)) / RADIANS) * UNITS
}

function unmercator(y: number): number {
  return ((2 * Math.atan(Math.exp((y / UNITS) * RADIANS)) - Math.PI / 2) / RADIANS) * UNITS
}
