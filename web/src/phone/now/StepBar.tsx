import './step.css'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../words/index.ts'
import { store, tab } from '../app.ts'

/**
 * What everybody reads in a step for stickers, over the map and the list: the other steps take
 * place where Present says it.
 */
export function StepBar() {
  const activity = store.activity.value
  const places = tab.value === 'map' || tab.value === 'list'
  if (!places || activity?.kind !== 'stickers') return null
  // 'Put a sticker…' beside 'no stickers just now' would be one word too many.
  if (store.placing.value !== 'open') return null
  return activity.text ? <Words key={activity.id} words={activity.text} /> : null
}

/** The first lines, and all of it for whoever asks: the map keeps its place. */
function Words({ words }: { words: string }) {
  const [whole, setWhole] = useState(false)
  const [long, setLong] = useState(false)
  const lines = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    const box = lines.current
    if (!box || whole) return undefined
    const look = () => setLong(box.scrollHeight > box.clientHeight + 1)
    look()
    if (!('ResizeObserver' in window)) return undefined
    const watcher = new ResizeObserver(look)
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [words, whole])
  return (
    <section class={`step-bar ${whole ? 'step-whole' : ''}`} aria-label={t('now.label')}>
      <p class={`step-words ${whole ? '' : 'step-first'}`} dir="auto" ref={lines}>
        {words}
      </p>
      {long && (
        <button
          type="button"
          class="button button-small step-more"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {t(whole ? 'now.readLess' : 'now.readOn')}
        </button>
      )}
    </section>
  )
}
