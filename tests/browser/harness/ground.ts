import type { Page } from 'playwright-core'
import type { Definition, Position } from '../../../web/src/wire/types.ts'
import { t } from './words.ts'

const RADIANS = Math.PI / 180
const UNITS = 100_000

/** A point of the window in CSS pixels. */
export type Pixel = { x: number; y: number }

/** Gives the middle of the map's free view, where the pin stands. */
export async function middleOfMap(page: Page): Promise<Pixel> {
  const box = await page.getByRole('application').boundingBox()
  if (!box) throw new Error('no map is shown')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/**
 * Gives the position under a pixel, reckoned here from how the map is drawn.
 *
 * The map draws Web Mercator, in units of 1e-5 degree from the board's north-west corner.
 */
export async function positionAt(page: Page, definition: Definition, at: Pixel): Promise<Position> {
  const [west, , , north] = definition.bounds
  const { x, y } = await page.evaluate(
    ([label, pixel]) => {
      const map = [...document.querySelectorAll('[role="group"]')].find(
        (group) => group.getAttribute('aria-label') === label,
      )
      const world = map?.querySelector<SVGGElement>('svg g[transform^="matrix"]')
      const matrix = world?.getScreenCTM()
      if (!matrix) throw new Error('no map is drawn')
      return new DOMPoint(pixel.x, pixel.y).matrixTransform(matrix.inverse())
    },
    [t('map.label', { title: definition.title }), at] as const,
  )
  const height = mercator(north / UNITS) - y / UNITS
  const lat = (2 * Math.atan(Math.exp(height * RADIANS)) - Math.PI / 2) / RADIANS
  return [Math.round(x + west), Math.round(lat * UNITS)]
}

function mercator(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / RADIANS
}
