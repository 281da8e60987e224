import { useState } from 'preact/hooks'
import { Choice, TextField } from '../../ui/Fields.tsx'
import type { Area } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { matches } from '../search.ts'
import { toggled } from './toggled.ts'

/** Choosing some of the places, from a list that can be searched. */
export function Places({
  areas,
  chosen,
  onChange,
}: {
  areas: readonly Area[]
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}) {
  const [typed, setTyped] = useState('')
  const found = areas.filter(({ name, also }) => matches(typed, [name, ...also]))
  return (
    <div class="boards-places">
      <TextField label={t('facilitator.findArea')} value={typed} onValue={setTyped} />
      <p role="status">{t('boards.chosen', { count: chosen.size })}</p>
      <div class="boards-places-list">
        {found.map(({ id, name }) => (
          <Choice
            key={id}
            type="checkbox"
            name="areas"
            chosen={chosen.has(id)}
            onChange={(on) => onChange(toggled(chosen, id, on))}
          >
            {name}
          </Choice>
        ))}
      </div>
      {found.length === 0 && <p>{t('facilitator.noArea')}</p>}
    </div>
  )
}
