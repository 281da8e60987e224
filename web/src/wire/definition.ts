import type { Check } from './check.ts'
import { count, each, must, flag, object, oneOf, orNull, position, text, whole } from './check.ts'
import { finder } from './forms.ts'
import type {
  Area,
  AreaType,
  BaseLabels,
  BaseLayer,
  BaseMap,
  Definition,
  Later,
  StickerKind,
  Welcome,
} from './types.ts'

const wholes = each(whole)

const exactly =
  (length: number): Check =>
  (value, at) => {
    wholes(value, at)
    must((value as number[]).length === length, at, `${length} numbers`)
  }

const area = object<Area>({
  id: text,
  name: text,
  also: each(text),
  type: text,
  note: orNull(text),
  centre: position,
  size_m2: count,
  polygons: each(each(wholes)),
})

/** An entry of a legend. */
export const stickerKind = object<StickerKind>({
  id: text,
  label: text,
  short: text,
  precision: oneOf('area', 'street', 'exact'),
  shape: text,
  colour: text,
})

const layers = each(object<BaseLayer>({ kind: text, class: text, fill: flag, paths: each(wholes) }))

const labels = each(
  object<BaseLabels>({ kind: text, class: text, names: each(text), lon: wholes, lat: wholes }),
)

const base = object<BaseMap>({ step: count, layers, labels })

const later = object<Later>({ finders: each(finder), layers, labels })

const definition = object<Definition>({
  id: text,
  title: text,
  language: text,
  welcome: object<Welcome>({ heading: text, text }),
  attribution: each(text),
  bounds: exactly(4),
  street_grid: exactly(2),
  area_types: each(object<AreaType>({ id: text, name: text, plain: text })),
  areas: each(area),
  kinds: each(stickerKind),
  finders: each(finder),
  base,
})

/** Reads a board definition. Throws a `WireFault` if it is none. */
export function readDefinition(value: unknown): Definition {
  definition(value, 'definition')
  return value as Definition
}

/** Reads the second part of a board definition. Throws a `WireFault` if it is none. */
export function readLater(value: unknown): Later {
  later(value, 'later')
  return value as Later
}
