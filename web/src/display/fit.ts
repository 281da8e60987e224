import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { stacked } from './stacked.ts'

/** Below this part of its size, text is no longer made smaller. */
const SMALLEST = 0.55
const STEP = 0.04

/**
 * Gives a ref for a box whose text is made smaller, step by step, until nothing of it is cut off.
 *
 * A projector cannot scroll, and a board's own words may be longer than any layout expects.
 */
export function useFit<T extends HTMLElement>(): RefObject<T | null> {
  const box = useRef<T>(null)
  const isTall = stacked.value
  // After every render: what came may be longer, what went may leave room.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    if (isTall) {
      // Scrolled, and so as high as it must be.
      element.style.fontSize = ''
      return undefined
    }
    fit(element)
    const watcher = new ResizeObserver(() => fit(element))
    watcher.observe(element)
    return () => watcher.disconnect()
  })
  return box
}

function fit(element: HTMLElement): void {
  for (let size = 1; size >= SMALLEST; size -= STEP) {
    element.style.fontSize = size === 1 ? '' : `${size}em`
    const fits =
      element.scrollHeight <= element.clientHeight + 1 &&
      element.scrollWidth <= element.clientWidth + 1
    if (fits) return
  }
}
