import type { Definition } from '../wire/types.ts'
import type { Sticker } from './types.ts'

/** A small board for tests: a large area, a small one within it, and one with a hole beside them. */
export const sample: Definition = {
  id: 'sample',
  title: 'Sample',
  language: 'en',
  welcome: { heading: '', text: '' },
  attribution: [],
  bounds: [-430_000, 5_580_000, -420_000, 5_586_000],
  street_grid: [160, 90],
  area_types: [
    { id: 'A', name: 'Type A', plain: '' },
    { id: 'B', name: 'Type B', plain: '' },
  ],
  areas: [
    area('wide', 'Wide', 'A', 4_000_000, [square(-429_000, 5_581_000, 4000)]),
    area('small', 'Small', 'B', 10_000, [square(-428_000, 5_582_000, 200)]),
    area('ring', 'Ring', 'B', 900_000, [
      square(-424_000, 5_581_000, 2000),
      square(-423_500, 5_581_500, 1000),
    ]),
  ],
  kinds: [
    {
      id: 'lived',
      label: 'I lived here',
      short: 'lived here',
      precision: 'area',
      shape: 'house',
      colour: 'coral',
    },
    {
      id: 'visited',
      label: 'I visited',
      short: 'visited',
      precision: 'exact',
      shape: 'footprint',
      colour: 'teal',
    },
  ],
  finders: [],
  base: {
    step: 1,
    layers: [
      { kind: 'park', class: 'park', fill: true, paths: [square(-425_000, 5_584_000, 500)] },
      { kind: 'road', class: 'primary', fill: false, paths: [[-429_000, 5_583_000, 8000, 100]] },
    ],
    labels: [
      {
        kind: 'place',
        class: 'district',
        names: ['Small'],
        lon: [-428_000],
        lat: [5_582_000],
      },
    ],
  },
}

/** Makes a sticker on an area of the sample. */
export function sticker(seq: number, more: Partial<Sticker> = {}): Sticker {
  return { seq, kind: 'lived', area: 'wide', at: [-427_000, 5_583_000], ...more }
}

function square(west: number, south: number, side: number): number[] {
  return [west, south, side, 0, 0, side, -side, 0, 0, -side]
}

function area(id: string, name: string, type: string, size_m2: number, rings: number[][]) {
  const [west = 0, south = 0, side = 0] = rings[0] ?? []
  const centre: [number, number] = [west + side / 2, south + side / 2]
  return { id, name, also: [], type, note: null, centre, size_m2, polygons: [rings] }
}
