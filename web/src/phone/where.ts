import type { Area, AreaId, Definition, Place, Position, StickerKind } from '../wire/types.ts'

/**
 * Gives what is sent as the place of a sticker: never more exact than its kind wants.
 *
 * `at` is left out for a kind of precision `area`: the point does not leave the phone.
 */
export function placeOf(
  definition: Definition,
  kind: StickerKind,
  where: { area: AreaId } | { at: Position },
): Place | undefined {
  if (kind.precision === 'area') return 'area' in where ? { area: where.area } : undefined
  const at = 'at' in where ? where.at : middleOf(definition, kind, where.area)
  return at && { point: rounded(definition, kind, at) }
}

/** Gives the position as a kind keeps it: on the street grid, or as it is. */
export function rounded(
  definition: Definition,
  { precision }: StickerKind,
  [lon, lat]: Position,
): Position {
  const [east, north] = precision === 'street' ? definition.street_grid : [1, 1]
  return [snap(lon, east), snap(lat, north)]
}

/** Nearest multiple of `step`, halves upwards: the same whole numbers as on the server. */
export function snap(value: number, step: number): number {
  return Math.floor((Math.round(value) + Math.floor(step / 2)) / step) * step
}

/** Gives the smallest study area at a position, or null. */
export function areaAt({ areas }: Definition, at: Position): Area | null {
  return areas.filter((area) => holds(area, at)).reduce<Area | null>(smaller, null)
}

const smaller = (one: Area | null, other: Area): Area =>
  one && one.size_m2 <= other.size_m2 ? one : other

/** Steps across an area in which its middle is looked for. */
const STEPS = 24

/**
 * Gives a position near an area's centre that, as the kind keeps it, belongs to this area: not to a
 * smaller one that lies in it, and not to none. The centre if there is no such position.
 */
export function middleOf(
  definition: Definition,
  kind: StickerKind,
  id: AreaId,
): Position | undefined {
  const area = definition.areas.find((area) => area.id === id)
  if (!area) return undefined
  const fits = (at: Position) => areaAt(definition, rounded(definition, kind, at))?.id === id
  if (fits(area.centre)) return area.centre
  const [x, y] = area.centre
  const far = (at: Position) => Math.hypot(at[0] - x, (at[1] - y) * 1.8)
  const near = candidates(area).map((at) => ({ at, far: far(at) }))
  near.sort((one, other) => one.far - other.far)
  return near.find(({ at }) => fits(at))?.at ?? area.centre
}

function candidates(area: Area): Position[] {
  const corners = area.polygons.flatMap((rings) => (rings[0] ? points(rings[0]) : []))
  const [lons, lats] = [corners.map((at) => at[0]), corners.map((at) => at[1])]
  const [west, south] = [Math.min(...lons), Math.min(...lats)]
  const [width, height] = [Math.max(...lons) - west, Math.max(...lats) - south]
  const cells = Array.from({ length: STEPS * STEPS }, (_, i) => [i % STEPS, Math.floor(i / STEPS)])
  return cells.map(([i = 0, j = 0]) => [
    Math.round(west + ((i + 0.5) * width) / STEPS),
    Math.round(south + ((j + 0.5) * height) / STEPS),
  ])
}

function holds(area: Area, at: Position): boolean {
  return area.polygons.some((rings) => rings.filter((ring) => odd(points(ring), at)).length % 2 > 0)
}

/** Even-odd rule: whether a line from the point to the east crosses the ring an odd number of times. */
function odd(ring: readonly Position[], [x, y]: Position): boolean {
  let inside = false
  ring.forEach(([x1, y1], i) => {
    const [x0, y0] = ring[(i || ring.length) - 1] ?? [x1, y1]
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside
  })
  return inside
}

/** Undoes the delta code of a ring. */
function points(ring: readonly number[]): Position[] {
  let [x, y] = [0, 0]
  return Array.from({ length: Math.floor(ring.length / 2) }, (_, i) => {
    x += ring[2 * i] ?? 0
    y += ring[2 * i + 1] ?? 0
    return [x, y]
  })
}
