import type { Box } from './geometry.ts'
import type { Point } from './projection.ts'
import type { Inset } from './types.ts'

/** Where one looks: the ground point in the middle of the free view, and CSS pixels per unit. */
export type Camera = { x: number; y: number; scale: number }

/** The window onto the map in CSS pixels, with what covers its edges. */
export type Frame = { width: number; height: number; inset: Inset }

/** How far one may go. */
export type Limits = { box: Box; minScale: number; maxScale: number }

/** Gives the middle of what is not covered. */
export function middle({ width, height, inset }: Frame): Point {
  return [(width + inset.left - inset.right) / 2, (height + inset.top - inset.bottom) / 2]
}

/** Gives what is not covered, a little in from its edges. */
export function freeView({ width, height, inset }: Frame): Box {
  return {
    x0: inset.left + 4,
    y0: inset.top + 4,
    x1: width - inset.right - 4,
    y1: height - inset.bottom - 4,
  }
}

/** Gives where a ground point is on the screen. */
export function toScreen(camera: Camera, frame: Frame, [x, y]: Point): Point {
  const [midX, midY] = middle(frame)
  return [(x - camera.x) * camera.scale + midX, (y - camera.y) * camera.scale + midY]
}

/** Gives the ground point under a point of the screen. */
export function toGround(camera: Camera, frame: Frame, [x, y]: Point): Point {
  const [midX, midY] = middle(frame)
  return [(x - midX) / camera.scale + camera.x, (y - midY) / camera.scale + camera.y]
}

/** Gives the camera that shows all of a box, `margin` CSS pixels from the edges. */
export function fit(box: Box, frame: Frame, margin = 0): Camera {
  const { inset } = frame
  const width = Math.max(40, frame.width - inset.left - inset.right - 2 * margin)
  const height = Math.max(40, frame.height - inset.top - inset.bottom - 2 * margin)
  const scale = Math.min(
    width / Math.max(1, box.x1 - box.x0),
    height / Math.max(1, box.y1 - box.y0),
  )
  return { x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2, scale }
}

/** Gives the nearest camera within the limits, so that nobody gets lost. */
export function clamped({ x, y, scale }: Camera, { box, minScale, maxScale }: Limits): Camera {
  return {
    x: Math.max(box.x0, Math.min(box.x1, x)),
    y: Math.max(box.y0, Math.min(box.y1, y)),
    scale: Math.max(minScale, Math.min(maxScale, scale)),
  }
}

/** Gives the camera after the paper was dragged by CSS pixels. */
export function dragged(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale }
}

/** Gives the camera after zooming by `factor`, with the ground under `at` staying where it is. */
export function zoomed(
  camera: Camera,
  frame: Frame,
  limits: Limits,
  factor: number,
  at: Point,
): Camera {
  const { scale } = clamped({ ...camera, scale: camera.scale * factor }, limits)
  const [x, y] = toGround(camera, frame, at)
  const kept = camera.scale / scale
  return { x: x + (camera.x - x) * kept, y: y + (camera.y - y) * kept, scale }
}
