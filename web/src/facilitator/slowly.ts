import { useEffect, useRef, useState } from 'preact/hooks'

/** How often a long list may be drawn anew, in milliseconds. */
const EVERY_MS = 500

/** Gives a value that follows `value`, but changes at most twice a second. */
export function useSlowly<T>(value: T): T {
  const [slow, setSlow] = useState(value)
  const newest = useRef(value)
  newest.current = value
  const behind = slow !== value
  useEffect(() => {
    if (!behind) return undefined
    const timer = setTimeout(() => setSlow(() => newest.current), EVERY_MS)
    return () => clearTimeout(timer)
  }, [behind])
  return slow
}
