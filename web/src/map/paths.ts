import type { Projection } from './projection.ts'

/** A line or a ring as x, y, x, y… in ground units. */
export type Line = number[]

/** Gives the ground points of a path that is delta-coded in steps of so many 1e-5 degrees. */
export function decode(path: readonly number[], { toGround }: Projection, step = 1): Line {
  const line: Line = []
  let lon = 0
  let lat = 0
  for (let at = 0; at + 1 < path.length; at += 2) {
    lon += path[at] ?? 0
    lat += path[at + 1] ?? 0
    const [x, y] = toGround(lon * step, lat * step)
    line.push(x, y)
  }
  return line
}

/** Gives SVG path data for lines, or for closed rings, merged into one path. */
export function pathData(lines: readonly Line[], closed: boolean): string {
  return lines.map((line) => one(line, closed)).join('')
}

function one(line: Line, closed: boolean): string {
  let data = ''
  let [fromX, fromY] = [0, 0]
  for (let at = 0; at + 1 < line.length; at += 2) {
    // Whole units relative to the point before: short, and exact, because the rounding is shared.
    const x = Math.round(line[at] ?? 0)
    const y = Math.round(line[at + 1] ?? 0)
    data += `${at === 0 ? 'M' : 'l'}${x - fromX} ${y - fromY}`
    ;[fromX, fromY] = [x, y]
  }
  return closed ? `${data}z` : data
}
