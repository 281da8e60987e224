import { useEffect, useRef, useState } from 'preact/hooks'
import { type Failure, getBoard, getDefinition, makeBoard } from '../../store/index.ts'
import { Choice, Choices, TextField } from '../../ui/Fields.tsx'
import type { BoardSummary, Created, Definition } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { failureWords } from '../../phone/refusal.ts'
import type { Desk } from '../desk.ts'
import { MapFile } from './MapFile.tsx'
import { Made } from './Made.tsx'
import { Places } from './Places.tsx'
import { remember, tokenOf } from './remembered.ts'
import { type Draft, emptyDraft, missing, wishesOf } from './wishes.ts'

type Template = { summary: BoardSummary; definition: Definition }

/** A new board in four questions, each with an answer that is good as it is. */
export function NewBoardForm({ desk }: { desk: Desk }) {
  const [template, setTemplate] = useState<Template | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  useEffect(() => {
    void fetchTemplate(desk.token).then((got) => {
      if ('summary' in got) setTemplate(got)
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
  return { summary: summary.value, definition: definition.value }
}

function Form({ desk, template: { summary, definition } }: { desk: Desk; template: Template }) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(definition))
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<Created | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const alert = useRef<HTMLDivElement>(null)
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const lacks = missing(draft)
  const faults = failure?.faults ?? []
  useEffect(() => failure && alert.current?.focus(), [failure])

  const submit = async (event: Event) => {
    event.preventDefault()
    setAsked(true)
    if (busy || lacks.length > 0) return
    setBusy(true)
    const answer = await makeBoard(desk.token, wishesOf(draft, definition))
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
      setAsked(false)
      setDraft(emptyDraft(definition))
    }
    return <Made desk={desk} made={made} onMore={more} />
  }
  return (
    <form class="card boards-form" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('boards.name')}
        hint={t('boards.nameHint')}
        error={asked && lacks.includes('title') ? t('boards.noName') : undefined}
        value={draft.title}
        onValue={(title) => change({ title })}
        maxLength={60}
      />
      <Choices legend={t('boards.places')}>
        <Radio draft={draft} places="all" change={change}>
          {t('boards.allPlaces', { count: definition.areas.length })}
        </Radio>
        <Radio draft={draft} places="some" change={change}>
          {t('boards.somePlaces')}
        </Radio>
        <Radio draft={draft} places="file" change={change} hint={t('boards.fileHint')}>
          {t('boards.file')}
        </Radio>
      </Choices>
      {asked && lacks.includes('places') && (
        <p class="field-error">
          {t(draft.places === 'file' ? 'boards.noFile' : 'boards.noPlaces')}
        </p>
      )}
      {draft.places === 'some' && (
        <Places
          areas={definition.areas}
          chosen={draft.areas}
          onChange={(areas) => change({ areas })}
        />
      )}
      {draft.places === 'file' && <MapFile file={draft.file} onFile={(file) => change({ file })} />}
      <Choices legend={t('boards.legend')}>
        {definition.kinds.map(({ id, label }) => (
          <Choice
            key={id}
            type="checkbox"
            name="kinds"
            chosen={draft.kinds.has(id)}
            onChange={(on) => change({ kinds: toggled(draft.kinds, id, on) })}
          >
            {label}
          </Choice>
        ))}
      </Choices>
      {asked && lacks.includes('kinds') && <p class="field-error">{t('boards.noKinds')}</p>}
      {summary.template_agenda.length > 0 && (
        <Choices legend={t('boards.plan')}>
          <Choice
            type="checkbox"
            name="agenda"
            chosen={draft.agenda}
            hint={summary.template_agenda.join(' · ')}
            onChange={(agenda) => change({ agenda })}
          >
            {t('boards.withPlan')}
          </Choice>
        </Choices>
      )}
      {failure && (
        <div class="boards-faults" role="alert" ref={alert} tabIndex={-1}>
          <p class="field-error">{failureWords(failure)}</p>
          {faults.length > 0 && (
            <ul>
              {faults.map((fault) => (
                <li key={fault}>
                  <bdi>{fault}</bdi>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
        {t(busy ? 'boards.making' : 'facilitator.makeBoard')}
      </button>
    </form>
  )
}

function Radio({
  draft,
  places,
  change,
  hint,
  children,
}: {
  draft: Draft
  places: Draft['places']
  change: (part: Partial<Draft>) => void
  hint?: string
  children: string
}) {
  return (
    <Choice
      type="radio"
      name="places"
      chosen={draft.places === places}
      hint={hint}
      onChange={() => change({ places })}
    >
      {children}
    </Choice>
  )
}

function toggled(set: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (on) next.add(id)
  else next.delete(id)
  return next
}
