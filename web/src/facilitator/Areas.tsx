import { useState } from 'preact/hooks'
import { TextField } from '../ui/Fields.tsx'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { matches } from './search.ts'

/** Points every screen to one area, from a list that can be searched. */
export function Areas({ desk }: { desk: Desk }) {
  const { definition, store } = desk
  const [typed, setTyped] = useState('')
  const showing = store.board.showing.value
  const shown = definition.areas.find(({ id }) => id === showing)
  const found = definition.areas.filter(({ name, also }) => matches(typed, [name, ...also]))
  return (
    <details class="card fold">
      <summary>
        <h3>{t('facilitator.showArea')}</h3>
        {shown && (
          <span class="state state-on">{t('facilitator.showingNow', { area: shown.name })}</span>
        )}
      </summary>
      <TextField label={t('facilitator.findArea')} value={typed} onValue={setTyped} />
      <ul class="areas plain">
        {found.map((area) => {
          const on = area.id === showing
          return (
            <li key={area.id}>
              <button
                type="button"
                class="button areas-button"
                aria-pressed={on}
                onClick={() =>
                  desk.do(on ? { do: 'show_area' } : { do: 'show_area', area: area.id })
                }
              >
                <bdi>{area.name}</bdi>
                {on && <span class="areas-on">{t('facilitator.stopShowing')}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      {found.length === 0 && <p>{t('facilitator.noArea')}</p>}
    </details>
  )
}
