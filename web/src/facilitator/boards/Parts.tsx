import { Choice } from '../../ui/Fields.tsx'
import type { StartOffer } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { Legend } from './Legend.tsx'
import { used } from './legend.ts'
import { MapFile } from './MapFile.tsx'
import type { Template } from './NewBoardForm.tsx'
import { Part } from './Part.tsx'
import { Places } from './Places.tsx'
import { Steps, stepsWords } from './Steps.tsx'
import { begun, type Draft, type Lack } from './wishes.ts'

type Props = {
  template: Template
  /** The start that is chosen. */
  offer: StartOffer
  draft: Draft
  lacks: readonly Lack[]
  change: (part: Partial<Draft>) => void
  /** Says something in the page's polite line. */
  say: (words: string) => void
}

/** The questions of the form that are folded away. */
export function Parts(props: Props) {
  const { template, offer, draft, lacks, change, say } = props
  return (
    <div class="parts">
      <Part question={t('boards.start')} answer={startWords(offer)}>
        {template.starts.map((one) => (
          <Choice
            key={one.start}
            type="radio"
            name="start"
            chosen={one === offer}
            hint={t(one.start === 'short' ? 'boards.shortHint' : 'boards.fullHint', {
              count: one.agenda.length,
            })}
            onChange={() => change(begun(one))}
          >
            <bdi>{startWords(one)}</bdi>
          </Choice>
        ))}
      </Part>
      <WherePart {...props} />
      <Part
        question={t('boards.legend')}
        answer={used(draft.kinds)
          .map(({ label }) => label.trim() || t('boards.newKind'))
          .join(' · ')}
        problem={lacks.includes('kinds') ? t('boards.noKinds') : undefined}
      >
        <Legend
          kinds={draft.kinds}
          asked={lacks.includes('kind')}
          onChange={(kinds) => change({ kinds })}
          say={say}
        />
      </Part>
      {offer.agenda.length > 0 && (
        <Part question={t('boards.plan')} answer={stepsWords(draft.steps)}>
          <Steps steps={draft.steps} onChange={(steps) => change({ steps })} say={say} />
        </Part>
      )}
    </div>
  )
}

function WherePart({ template: { areas }, draft, lacks, change }: Props) {
  const { places, file } = draft
  const radio = (id: Draft['places'], words: string, hint?: string) => (
    <Choice
      type="radio"
      name="places"
      chosen={places === id}
      hint={hint}
      onChange={() => change({ places: id })}
    >
      {words}
    </Choice>
  )
  const all = t('boards.allPlaces', { count: areas.length })
  const answers = {
    all,
    some: t('boards.chosen', { count: draft.areas.size }),
    file: file?.name ?? t('boards.file'),
  }
  const problem = t(places === 'file' ? 'boards.noFile' : 'boards.noPlaces')
  return (
    <Part
      question={t('boards.places')}
      answer={answers[places]}
      problem={lacks.includes('places') ? problem : undefined}
    >
      {radio('all', all)}
      {radio('some', t('boards.somePlaces'))}
      {radio('file', t('boards.file'), t('boards.fileHint'))}
      {places === 'some' && (
        <Places areas={areas} chosen={draft.areas} onChange={(next) => change({ areas: next })} />
      )}
      {places === 'file' && <MapFile file={file} onFile={(next) => change({ file: next })} />}
    </Part>
  )
}

/** The server's own start is called as its board is. */
function startWords({ start, title }: StartOffer): string {
  return start === 'short' ? t('boards.short') : title
}
