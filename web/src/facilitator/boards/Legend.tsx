import { KIND_CHARS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { freshId } from '../freshId.ts'
import { KindFold } from './KindFold.tsx'
import { isFull, type KindDraft, newKind } from './legend.ts'

/** The legend of the new board: each kind of sticker folded under its own words, and one more. */
export function Legend({
  kinds,
  asked,
  onChange,
}: {
  kinds: readonly KindDraft[]
  asked: boolean
  onChange: (kinds: readonly KindDraft[]) => void
}) {
  const full = isFull(kinds)
  const set = (next: KindDraft) =>
    onChange(kinds.map((kind) => (kind.key === next.key ? next : kind)))
  return (
    <>
      <p>{t('boards.legendHint')}</p>
      <ul class="plain">
        {kinds.map((kind) => (
          <li key={kind.key}>
            <KindFold kind={kind} kinds={kinds} asked={asked} most={KIND_CHARS} onChange={set} />
          </li>
        ))}
      </ul>
      {full && <p role="status">{t('boards.kindsFull')}</p>}
      <button
        type="button"
        class="button"
        aria-disabled={full}
        onClick={() => !full && onChange([...kinds, newKind(kinds, freshId('k'))])}
      >
        {t('boards.addKind')}
      </button>
    </>
  )
}
