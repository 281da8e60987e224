import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../words/index.ts'

/** A page that has only just loaded keeps the focus where the browser put it. */
let first = true

/** Names the page after a screen, and brings the keyboard to its heading. Gives the heading's ref. */
export function useArrival(title: string) {
  useEffect(() => {
    document.title = t('phone.pageTitle', { title })
  }, [title])
  return useHeading()
}

/** Brings the keyboard to a screen's heading. Gives the heading's ref. */
export function useHeading() {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (!first) heading.current?.focus()
    first = false
    scrollTo(0, 0)
  }, [])
  return heading
}
