import { useId, useState } from 'preact/hooks'
import type { Area, Definition } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { chooseKind, kind, store } from './app.ts'
import { AreaRow } from './AreaRow.tsx'
import { Legend } from './Legend.tsx'

/** Every study area as a row: the map's full equal. */
export function ListTab() {
  const definition = store.definition.value
  const [asked, setAsked] = useState('')
  const id = useId()
  if (!definition) return null
  const found = search(definition, asked)
  const open = store.placing.value === 'open'
  return (
    <div class="list-tab page">
      <h2>{t('phone.listTitle')}</h2>
      {open && (
        <Legend
          legend={t('phone.chooseKind')}
          kinds={definition.kinds}
          chosen={kind.value?.id}
          onChoose={chooseKind}
          name="kind-list"
        />
      )}
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
        />
      </div>
      <p class="list-found" role="status">
        {asked.trim() && t('phone.found', { count: found.length })}
      </p>
      <ul class="plain">
        {found.map((area) => (
          <AreaRow key={area.id} area={area} />
        ))}
        {!asked.trim() && <AreaRow area={null} />}
      </ul>
    </div>
  )
}

/** The areas whose name, other names or type have all the words asked for, by name. */
export function search({ areas, area_types, language }: Definition, asked: string): Area[] {
  const words = plain(asked).split(/\s+/).filter(Boolean)
  const types = new Map(area_types.map((type) => [type.id, type]))
  const found = areas.filter((area) => {
    const text = plain([area.name, ...area.also, types.get(area.type)?.name, area.type].join(' '))
    return words.every((word) => text.includes(word))
  })
  const order = new Intl.Collator(language)
  found.sort((one, other) => order.compare(one.name, other.name))
  return found
}

/** Small letters without accents: 'Glaschu' finds 'Glaschù'. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}
