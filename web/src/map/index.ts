import './map.css'
import { MapOnPage } from './on-page.ts'
import type { BoardMap, MapOptions } from './types.ts'

export type {
  BoardMap,
  Bounds,
  Inset,
  MapOptions,
  PendingSticker,
  Pick,
  Rest,
  Sticker,
} from './types.ts'

/** Builds an empty map into `container`, which has to have a size; `draw` fills it. */
export function createMap(container: HTMLElement, options: MapOptions): BoardMap {
  return new MapOnPage(container, options)
}
