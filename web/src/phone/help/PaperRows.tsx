import { useId, useRef, useState } from 'preact/hooks'
import type { Area } from '../../wire/types.ts'
import { n, t } from '../../words/index.ts'
import { kind, store } from '../app.ts'
import { search } from '../ListTab.tsx'
import { countOf, setCount } from './paper.ts'

/** Every place with how many dots of the chosen kind lie on it. */
export function PaperRows() {
  const definition = store.definition.value
  const [asked, setAsked] = useState('')
  const rows = useRef<HTMLUListElement>(null)
  const id = useId()
  if (!definition) return null
  const found = search(definition, asked)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    // To the count of the first place found, not yet to the board.
    event.preventDefault()
    rows.current?.querySelector('input')?.select()
  }
  return (
    <>
      <div class="field" role="search">
        <label class="field-label" for={id}>
          {t('phone.search')}
        </label>
        <input
          id={id}
          class="field-input"
          type="search"
          dir="auto"
          autocomplete="off"
          value={asked}
          onInput={(event) => setAsked(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </div>
      {found.length === 0 && <p role="status">{t('paper.none')}</p>}
      <ul class="plain paper-rows" ref={rows}>
        {found.map((area) => (
          <Row
            key={area.id}
            area={area}
            onEnter={() => {
              setAsked('')
              document.getElementById(id)?.focus()
            }}
          />
        ))}
      </ul>
    </>
  )
}

/** Enter after a number goes back to the search: a name, a number, the next. */
function Row({ area, onEnter }: { area: Area; onEnter: () => void }) {
  const now = kind.value
  if (!now) return null
  const count = countOf(now.id, area.id)
  const set = (next: number) => setCount(now.id, area.id, next)
  const words = { label: now.label, area: area.name }
  return (
    <li class={`paper-row ${count > 0 ? 'paper-counted' : ''}`}>
      <bdi class="paper-area">{area.name}</bdi>
      <span class="paper-count">
        <Step label={t('paper.fewer', words)} onStep={() => set(count - 1)} sign="−" />
        <input
          class="field-input paper-number"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          aria-label={t('paper.step', words)}
          value={count > 0 ? n(count) : ''}
          placeholder={n(0)}
          onInput={(event) => set(Number.parseInt(event.currentTarget.value, 10))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            onEnter()
          }}
        />
        <Step label={t('paper.more', words)} onStep={() => set(count + 1)} sign="+" />
      </span>
    </li>
  )
}

function Step({ label, onStep, sign }: { label: string; onStep: () => void; sign: string }) {
  return (
    <button type="button" class="button button-icon" aria-label={label} onClick={onStep}>
      <span aria-hidden="true">{sign}</span>
    </button>
  )
}
