import { useState } from 'preact/hooks'
import { TextField } from '../ui/Fields.tsx'
import { NAME_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'
import { sayWhenSaved } from './speech.ts'

/** What I want to be called; it may be empty. */
export function MyName() {
  const { name } = store.card.value
  return <NameForm key={name} name={name ?? ''} />
}

function NameForm({ name }: { name: string }) {
  const [value, setValue] = useState(name)
  const save = (event: Event) => {
    event.preventDefault()
    const next = value.trim()
    const id = store.do({ do: 'set_name', ...(next ? { name: next } : {}) })
    sayWhenSaved(id, t('card.name'))
  }
  return (
    <section class="card-part">
      <h3>{t('card.name')}</h3>
      <form onSubmit={save}>
        <TextField
          label={t('join.name')}
          hint={t('card.nameHint')}
          value={value}
          onValue={setValue}
          maxLength={NAME_CHARS}
          autocomplete="nickname"
        />
        {value.trim() !== name && (
          <button type="submit" class="button">
            {t('card.saveName')}
          </button>
        )}
      </form>
    </section>
  )
}
