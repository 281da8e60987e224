import {
  type Camera,
  clamped,
  dragged,
  type Frame,
  type Limits,
  middle,
  toScreen,
  zoomed,
} from './camera.ts'
import { isCalm } from '../ui/calm.ts'
import { glide, oncePerFrame } from './motion.ts'
import type { Point } from './projection.ts'

/** How far beyond the window the paper is drawn, as a part of the window. */
export const OVERSCAN = 0.5

/** How long the map has to lie still before it is drawn anew, in milliseconds. */
const SETTLE_MS = 120
const GLIDE_MS = 420

/** What has to be done as the view moves. */
export type Easel = {
  /** The paper as last drawn now lies so: shifted by CSS pixels, then `zoom` times as large. */
  shift(x: number, y: number, zoom: number, now: Camera): void
  /** Draws the ground anew for this camera. */
  draw(camera: Camera): void
  /** Draws the rest when the map lies still, in steps short enough for one frame each. */
  finish(camera: Camera): Iterator<void, void, void>
}

/** Where one looks, and how the picture follows. */
export type View = {
  readonly camera: Camera
  readonly frame: Frame
  resize(frame: Frame): void
  setLimits(limits: Limits): void
  drag(dx: number, dy: number): void
  zoom(factor: number, at?: Point): void
  fling(speed: Point): void
  goTo(camera: Camera, jump: boolean): void
  /** Draws anew in the next frame, because what is shown has changed. */
  redraw(): void
  /** Whether it moves, or has moved so lately that it is not yet drawn anew. */
  isMoving(): boolean
  stop(): void
}

/** Makes a view that draws on `easel`: cheap shifts while it moves, a fresh drawing when it rests. */
export function makeView(easel: Easel, first: Frame, bounds: Limits): View {
  let frame = first
  let limits = bounds
  let camera: Camera = { x: 0, y: 0, scale: 1 }
  let drawn = camera
  let stopGlide = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let drawnAt = 0

  let rest: Iterator<void, void, void> | undefined

  const draw = () => {
    drawn = camera
    drawnAt = performance.now()
    easel.shift(0, 0, 1, camera)
    easel.draw(camera)
    rest = undefined
  }
  const finish = oncePerFrame(() => {
    if (rest?.next().done === false) finish.ask()
  })
  const settle = () => {
    clearTimeout(timer)
    timer = undefined
    // Whoever asked for it gets it now.
    repaint.stop()
    draw()
    rest = easel.finish(camera)
    finish.ask()
  }
  const follow = oncePerFrame(() => {
    const zoom = camera.scale / drawn.scale
    const [midX, midY] = middle(frame)
    const [x, y] = toScreen(camera, frame, [drawn.x, drawn.y])
    if (isThin(camera, drawn, frame, zoom) && performance.now() - drawnAt > 250) return draw()
    easel.shift(x - midX * zoom, y - midY * zoom, zoom, camera)
  })
  const move = (next: Camera) => {
    camera = clamped(next, limits)
    rest = undefined
    follow.ask()
    clearTimeout(timer)
    timer = setTimeout(settle, SETTLE_MS)
  }
  const go = (ms: number, step: (part: number) => void) => {
    stopGlide()
    stopGlide = glide(ms, step, () => undefined)
  }
  const repaint = oncePerFrame(settle)
  return {
    get camera() {
      return camera
    },
    get frame() {
      return frame
    },
    resize(next) {
      frame = next
      camera = clamped(camera, limits)
      repaint.ask()
    },
    setLimits(next) {
      limits = next
      camera = clamped(camera, limits)
    },
    drag(dx, dy) {
      stopGlide()
      move(dragged(camera, dx, dy))
    },
    zoom(factor, at = middle(frame)) {
      stopGlide()
      move(zoomed(camera, frame, limits, factor, at))
    },
    fling([vx, vy]) {
      const speed = Math.hypot(vx, vy)
      if (speed < 0.25 || isCalm()) return
      const kept = Math.min(1, 3 / speed) * 130
      const from = camera
      go(GLIDE_MS, (part) => move(dragged(from, vx * kept * part, vy * kept * part)))
    },
    goTo(target, jump) {
      const to = clamped(target, limits)
      stopGlide()
      if (jump || isCalm()) {
        camera = to
        return settle()
      }
      const from = camera
      go(GLIDE_MS, (part) => move(between(from, to, part)))
      return undefined
    },
    redraw: repaint.ask,
    isMoving: () => timer !== undefined,
    stop() {
      stopGlide()
      follow.stop()
      repaint.stop()
      finish.stop()
      clearTimeout(timer)
    },
  }
}

/** Whether what was drawn no longer fills the window, or has become too coarse to look at. */
function isThin(camera: Camera, drawn: Camera, frame: Frame, zoom: number): boolean {
  if (zoom > 2.5) return true
  const spare = (size: number) => size * ((0.5 + OVERSCAN) * zoom - 0.5)
  const [offX, offY] = [(camera.x - drawn.x) * camera.scale, (camera.y - drawn.y) * camera.scale]
  return Math.abs(offX) > spare(frame.width) || Math.abs(offY) > spare(frame.height)
}

function between(from: Camera, to: Camera, part: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** part
  // The way goes as the zoom does, so that near places glide by no faster than far ones.
  const even = Math.abs(to.scale - from.scale) < from.scale * 0.01
  const way = even ? part : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale)
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, scale }
}
