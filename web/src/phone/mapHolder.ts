import { signal } from '@preact/signals'
import type { BoardMap, Rest } from '../map/index.ts'

/** The map, while it is in the page. */
export const boardMap = signal<BoardMap | undefined>(undefined)

/** What the pin in the middle stands on, after the map has come to rest. */
export const rest = signal<Rest | undefined>(undefined)
