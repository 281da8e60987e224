import { useEffect, useRef } from 'preact/hooks'
import { type Voice, voice } from './voice.ts'

/** The page's one polite line. `onReady` receives the voice that speaks through it. */
export function LiveLine({ onReady }: { onReady: (voice: Voice) => void }) {
  const line = useRef<HTMLParagraphElement>(null)
  const ready = useRef(onReady)
  useEffect(() => {
    if (!line.current) return undefined
    const speaker = voice(line.current)
    ready.current(speaker)
    return () => speaker.destroy()
  }, [])
  return (
    <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true" ref={line} />
  )
}
