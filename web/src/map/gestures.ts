import type { Point } from './projection.ts'

/** What fingers, mice and wheels ask of the map; points are CSS pixels in the stage. */
export type Hands = {
  drag(dx: number, dy: number): void
  zoom(factor: number, at: Point): void
  /** All fingers are off; the paper may glide on by its speed in CSS pixels a millisecond. */
  release(speed: Point): void
  tap(at: Point): void
  doubleTap(at: Point): void
}

/** A finger may tremble so far, in CSS pixels, and still taps. */
const TREMBLE = 8
const DOUBLE_MS = 300
const DOUBLE_REACH = 30

type Finger = { at: Point; from: Point; time: number; speed: Point }

/**
 * Listens on `stage` until the function that it gives is called. Only what begins and ends on
 * `paper` is a tap; a drag may begin anywhere on the stage, also on an area's button.
 */
export function listen(stage: HTMLElement, paper: HTMLElement, hands: Hands): () => void {
  const fingers = new Map<number, Finger>()
  let moving = false
  let lastTap: { at: Point; time: number } | undefined

  let corner: Point = [0, 0]

  const look = () => {
    const { left, top } = stage.getBoundingClientRect()
    corner = [left, top]
  }
  const where = (event: PointerEvent | WheelEvent): Point => [
    event.clientX - corner[0],
    event.clientY - corner[1],
  ]
  const down = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    // Asked for once: a page does not scroll under a finger that is on the map.
    look()
    const at = where(event)
    fingers.set(event.pointerId, { at, from: at, time: event.timeStamp, speed: [0, 0] })
    if (fingers.size > 1) takeHold(event.pointerId)
  }
  const takeHold = (pointer: number) => {
    moving = true
    // Only now: a finger that is held from the start would never click an area's button.
    stage.setPointerCapture(pointer)
  }
  const move = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId)
    if (!finger) return
    const at = where(event)
    if (!moving && Math.hypot(at[0] - finger.from[0], at[1] - finger.from[1]) < TREMBLE) return
    if (!moving) takeHold(event.pointerId)
    const others = [...fingers.values()].filter((other) => other !== finger)
    const pivot = others[0]
    if (pivot) pinch(hands, pivot.at, finger.at, at)
    else hands.drag(at[0] - finger.at[0], at[1] - finger.at[1])
    remember(finger, at, event.timeStamp)
  }
  const up = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId)
    if (!finger || !fingers.delete(event.pointerId) || fingers.size > 0) return
    if (moving) {
      const rested = event.timeStamp - finger.time > 60
      hands.release(rested ? [0, 0] : finger.speed)
      // The click that follows a drag is not meant for the button under it.
      stage.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => stage.removeEventListener('click', swallow, { capture: true }), 0)
    } else if (event.type === 'pointerup' && event.target === paper) {
      tapped(finger.at, event.timeStamp)
    }
    moving = false
  }
  const tapped = (at: Point, time: number) => {
    const again = lastTap && time - lastTap.time < DOUBLE_MS
    const near = lastTap && Math.hypot(at[0] - lastTap.at[0], at[1] - lastTap.at[1]) < DOUBLE_REACH
    lastTap = again ? undefined : { at, time }
    if (again && near) hands.doubleTap(at)
    else hands.tap(at)
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    look()
    const lines = event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY
    hands.zoom(2 ** (-lines / (event.ctrlKey ? 120 : 320)), where(event))
  }
  stage.addEventListener('pointerdown', down)
  stage.addEventListener('pointermove', move)
  stage.addEventListener('pointerup', up)
  stage.addEventListener('pointercancel', up)
  stage.addEventListener('wheel', wheel, { passive: false })
  return () => {
    stage.removeEventListener('pointerdown', down)
    stage.removeEventListener('pointermove', move)
    stage.removeEventListener('pointerup', up)
    stage.removeEventListener('pointercancel', up)
    stage.removeEventListener('wheel', wheel)
  }
}

function pinch(hands: Hands, pivot: Point, from: Point, to: Point): void {
  const before = Math.hypot(from[0] - pivot[0], from[1] - pivot[1])
  const after = Math.hypot(to[0] - pivot[0], to[1] - pivot[1])
  // Each finger moves the middle between both by half its way.
  hands.drag((to[0] - from[0]) / 2, (to[1] - from[1]) / 2)
  if (before > 10) hands.zoom(after / before, [(pivot[0] + to[0]) / 2, (pivot[1] + to[1]) / 2])
}

function remember(finger: Finger, at: Point, time: number): void {
  const ms = Math.max(1, time - finger.time)
  const mix = (old: number, way: number) => old * 0.6 + (way / ms) * 0.4
  finger.speed = [
    mix(finger.speed[0], at[0] - finger.at[0]),
    mix(finger.speed[1], at[1] - finger.at[1]),
  ]
  finger.at = at
  finger.time = time
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
