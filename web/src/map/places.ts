import type { Definition } from '../wire/types.ts'
import { type Box, boxOf } from './geometry.ts'
import { decode, type Line, pathData } from './paths.ts'
import type { Target } from './pick.ts'
import type { Point, Projection } from './projection.ts'
import { svg } from './svg.ts'

/** A study area on the flat map. */
export type Place = Target & {
  name: string
  /** Number of its type in the definition, which picks its tint. */
  type: number
  centre: Point
  box: Box
  polygons: Line[][]
}

/** Gives the study areas on the flat map, in the definition's order. */
export function readPlaces({ areas, area_types }: Definition, projection: Projection): Place[] {
  return areas.map((area) => {
    const polygons = area.polygons.map((rings) => rings.map((ring) => decode(ring, projection)))
    return {
      id: area.id,
      name: area.name,
      size: area.size_m2,
      type:
        Math.max(
          0,
          area_types.findIndex(({ id }) => id === area.type),
        ) % TINTS,
      centre: projection.toGround(area.centre[0], area.centre[1]),
      box: boxOf(polygons.flat()),
      polygons,
    }
  })
}

/** How many tints of study areas there are. */
export const TINTS = 6

/** The outlines of study areas. */
export type Outlines = {
  readonly element: SVGGElement
  restyle(scale: number, thicker: number): void
  highlight(id: string | null): void
}

/** Draws the outlines, larger areas below smaller ones. */
export function drawOutlines(places: readonly Place[]): Outlines {
  const element = svg('g', { class: 'map-areas' })
  const shapes = new Map<string, SVGPathElement[]>()
  for (const { id, type, polygons } of [...places].sort((a, b) => b.size - a.size)) {
    const d = pathData(polygons.flat(), true)
    const halo = svg('path', { d, class: 'map-area-halo' })
    const face = svg('path', { d, class: `map-area map-tint-${type}` })
    shapes.set(id, [halo, face])
    element.append(halo, face)
  }
  return {
    element,
    restyle(scale, thicker) {
      const pixel = thicker / scale
      for (const [halo, face] of shapes.values()) {
        halo?.setAttribute('stroke-width', (4.6 * pixel).toFixed(2))
        face?.setAttribute('stroke-width', (2.1 * pixel).toFixed(2))
      }
    },
    highlight(id) {
      for (const [one, paths] of shapes) {
        for (const path of paths) path.classList.toggle('map-highlight', one === id)
      }
    },
  }
}
