import { useState } from 'preact/hooks'
import { isKiosk } from '../store/index.ts'
import { Choice, TextField } from '../ui/Fields.tsx'
import { NAME_CHARS } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'
import { sayWhenSaved } from './speech.ts'
import { whyWords } from './standing.ts'

/** What I want to be called; it may be empty. */
export function MyName() {
  const { name, nameShown } = store.card.value
  return <NameForm key={`${name} ${nameShown}`} name={name ?? ''} shown={nameShown} />
}

function NameForm({ name, shown }: { name: string; shown: boolean }) {
  const [value, setValue] = useState(name)
  const [toAll, setToAll] = useState(shown)
  const save = (event: Event) => {
    event.preventDefault()
    const next = value.trim()
    const id = store.do({ do: 'set_name', ...(next ? { name: next, shown: toAll } : {}) })
    sayWhenSaved(id, t('card.name'))
  }
  return (
    <section class="card-part">
      <h3>{t('card.name')}</h3>
      <HowItStands />
      <form onSubmit={save}>
        <TextField
          label={t('join.name')}
          hint={t('card.nameHint')}
          value={value}
          onValue={setValue}
          maxLength={NAME_CHARS}
          autocomplete={isKiosk() ? 'off' : 'nickname'}
        />
        <button type="button" class="button button-quiet" onClick={() => setValue(friendly())}>
          {t('card.suggest')}
        </button>
        <Choice type="checkbox" name="shown" chosen={toAll} onChange={setToAll}>
          {t('card.nameShown')}
        </Choice>
        {(value.trim() !== name || toAll !== shown) && (
          <button type="submit" class="button">
            {t('card.saveName')}
          </button>
        )}
      </form>
    </section>
  )
}

/** Whether the facilitator lets others read my name, and why not. */
function HowItStands() {
  const { nameShown, nameStanding } = store.card.value
  switch (nameStanding.is) {
    case 'hidden':
      return (
        <>
          <p class="my-hidden">{whyWords('card.nameHidden', nameStanding)}</p>
          <p>{t('card.nameAnother')}</p>
        </>
      )
    case 'waiting':
      return nameShown ? <p class="my-hidden">{t('card.nameWaiting')}</p> : null
    default:
      return null
  }
}

/** A friendly name for somebody who would rather not give their own. */
function friendly(): string {
  const pick = (words: string) => {
    const all = words.split(' ')
    return all[Math.floor(Math.random() * all.length)] ?? ''
  }
  return `${pick(t('card.friendlyFirst'))} ${pick(t('card.friendlySecond'))}`
}
