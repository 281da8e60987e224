import type { BaseLayer, BaseMap } from '../wire/types.ts'
import { type Look, lookOf, widthAt } from './look.ts'
import { decode, pathData } from './paths.ts'
import type { Projection } from './projection.ts'
import { slug, svg } from './svg.ts'

/** The sketch map: a few merged paths in ground units. */
export type Paper = {
  readonly element: SVGGElement
  /** Draws the paths of layers that had none. */
  fill(layers: readonly BaseLayer[]): void
  /** Sets line widths for a zoom. `thicker` multiplies them, for a page that is seen from afar. */
  restyle(scale: number, metres: number, thicker: number): void
}

type Stroke = { layer: BaseLayer; path: SVGPathElement; look: Look; casing: boolean }

/** Draws the layers from the bottom up; the casings of all roads lie under all roads. */
export function drawPaper({ layers, step }: BaseMap, projection: Projection): Paper {
  const element = svg('g', { class: 'map-paper' })
  const strokes: Stroke[] = []
  const dataOf = ({ paths, fill }: BaseLayer) => {
    return pathData(
      paths.map((path) => decode(path, projection, step)),
      fill,
    )
  }
  const add = (layer: BaseLayer, casing: boolean) => {
    const look = lookOf(layer.kind, layer.class)
    const names = `map-${slug(layer.kind)} map-${slug(layer.kind)}-${slug(layer.class)}`
    const path = svg('path', { d: dataOf(layer), class: names })
    path.classList.add(casing ? 'map-casing' : layer.fill ? 'map-fill' : 'map-line')
    strokes.push({ layer, path, look, casing })
    element.append(path)
  }
  const isRoad = ({ kind }: BaseLayer) => kind === 'road'
  const firstRoad = layers.findIndex(isRoad)
  layers.forEach((layer, at) => {
    if (at === firstRoad) for (const road of layers.filter(isRoad)) add(road, true)
    add(layer, false)
  })
  return {
    element,
    fill(later) {
      for (const { layer, path } of strokes) {
        const found = later.find(
          ({ kind, class: cls, fill }) =>
            kind === layer.kind && cls === layer.class && fill === layer.fill,
        )
        if (found && layer.paths.length === 0) path.setAttribute('d', dataOf(found))
      }
    },
    restyle(scale, metres, thicker) {
      for (const stroke of strokes) restyleOne(stroke, scale, metres / scale, thicker)
    },
  }
}

function restyleOne(
  { path, look, casing }: Stroke,
  scale: number,
  metresToPixel: number,
  thicker: number,
): void {
  const shown = metresToPixel / thicker <= (look.until ?? Infinity)
  path.style.display = shown ? '' : 'none'
  if (!shown) return
  const range = casing ? (look.casing ?? look.width) : look.width
  const pixel = thicker / scale
  path.setAttribute('stroke-width', (widthAt(range, metresToPixel) * pixel).toFixed(2))
  if (look.dash) {
    path.setAttribute('stroke-dasharray', look.dash.map((dash) => dash * pixel).join(' '))
  }
}
