import { useId, useRef } from 'preact/hooks'

/** One of several equal views. */
export type Tab<Id extends string> = { id: Id; label: string }

/**
 * A row of tabs. The caller draws the panel with `role="tabpanel"` and `id={panelId}`.
 *
 * Arrow keys follow the direction of the page; Home and End jump.
 */
export function Tabs<Id extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  panelId,
}: {
  label: string
  tabs: readonly Tab<Id>[]
  chosen: Id
  onChoose: (id: Id) => void
  panelId: string
}) {
  const stem = useId()
  const row = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(
      event.key,
      tabs.findIndex((tab) => tab.id === chosen),
      tabs.length,
    )
    const tab = next === undefined ? undefined : tabs[next]
    if (!tab) return
    event.preventDefault()
    onChoose(tab.id)
    row.current?.querySelector<HTMLElement>(`#${stem}-${tab.id}`)?.focus()
  }
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={label}
      ref={row}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={`${stem}-${tab.id}`}
          type="button"
          class="tab"
          role="tab"
          aria-selected={tab.id === chosen}
          aria-controls={panelId}
          tabIndex={tab.id === chosen ? 0 : -1}
          onClick={() => onChoose(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}

function neighbour(key: string, at: number, count: number): number | undefined {
  const mirrored = document.documentElement.dir === 'rtl'
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step) return (at + (mirrored ? -step : step) + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
