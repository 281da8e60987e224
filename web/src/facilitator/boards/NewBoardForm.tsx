import { useEffect, useRef, useState } from 'preact/hooks'
import { type Failure, getBoard, getDefinition, makeBoard } from '../../store/index.ts'
import { TextField } from '../../ui/Fields.tsx'
import type { Area, Created, StartOffer } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { failureWords } from '../../phone/refusal.ts'
import type { Desk } from '../desk.ts'
import { Faults } from './Faults.tsx'
import { Made } from './Made.tsx'
import { Parts } from './Parts.tsx'
import { showWrong } from './Part.tsx'
import { remember, tokenOf } from './remembered.ts'
import { type Draft, emptyDraft, missing, wishesOf } from './wishes.ts'

/** What a new board can be made from. */
export type Template = { starts: readonly [StartOffer, ...StartOffer[]]; areas: readonly Area[] }

/** A new board: one question, and a few more that have a good answer already. */
export function NewBoardForm({ desk }: { desk: Desk }) {
  const [template, setTemplate] = useState<Template | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  useEffect(() => {
    void fetchTemplate(desk.token).then((got) => {
      if ('starts' in got) setTemplate(got)
      else setFailure(got)
    })
  }, [desk])
  if (failure) return <p class="field-error">{failureWords(failure)}</p>
  if (!template) return <p>{t('boards.moment')}</p>
  return <Form desk={desk} template={template} />
}

async function fetchTemplate(token: string): Promise<Template | Failure> {
  const summary = await getBoard(token)
  if (!summary.ok) return summary.failure
  const definition = await getDefinition(summary.value.template)
  if (!definition.ok) return definition.failure
  const [first, ...others] = summary.value.starts
  if (!first) return { code: 'not_found', words: '' }
  return { starts: [first, ...others], areas: definition.value.areas }
}

function Form({ desk, template }: { desk: Desk; template: Template }) {
  const [first] = template.starts
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(first))
  // How often somebody wanted the board while something was missing.
  const [tries, setTries] = useState(0)
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<Created | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const form = useRef<HTMLFormElement>(null)
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const lacks = tries > 0 ? missing(draft) : []
  const offer = template.starts.find(({ start }) => start === draft.start) ?? first
  useEffect(() => {
    if (tries > 0 && form.current) showWrong(form.current)
  }, [tries])

  const submit = async (event: Event) => {
    event.preventDefault()
    if (busy) return
    if (missing(draft).length > 0) return setTries(tries + 1)
    setBusy(true)
    const answer = await makeBoard(desk.token, wishesOf(draft, offer, offer === first))
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (!answer.ok) return desk.say(failureWords(answer.failure))
    const { board, facilitator_url } = answer.value
    remember({ board, title: draft.title, token: tokenOf(facilitator_url) })
    setMade(answer.value)
  }
  if (made) {
    const more = () => {
      setMade(undefined)
      setTries(0)
      setDraft(emptyDraft(first))
    }
    return <Made desk={desk} made={made} onMore={more} />
  }
  return (
    <form class="card boards-form" ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('boards.name')}
        hint={t('boards.nameHint')}
        error={lacks.includes('title') ? t('boards.noName') : undefined}
        value={draft.title}
        onValue={(title) => change({ title })}
        maxLength={60}
      />
      <p class="boards-rest">{t('boards.rest')}</p>
      <Parts {...{ template, offer, draft, lacks, change }} say={desk.say} />
      {failure && <Faults failure={failure} />}
      <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
        {t(busy ? 'boards.making' : 'facilitator.makeBoard')}
      </button>
    </form>
  )
}
