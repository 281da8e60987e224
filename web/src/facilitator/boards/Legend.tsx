import { KIND_CHARS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { freshId } from '../freshId.ts'
import { KindFold } from './KindFold.tsx'
import { MovableRows } from './Movable.tsx'
import { isFull, type KindDraft, newKind } from './legend.ts'

/** The legend of the new board: each kind of sticker folded under its own words, and one more. */
export function Legend({
  kinds,
  asked,
  onChange,
  say,
}: {
  kinds: readonly KindDraft[]
  asked: boolean
  onChange: (kinds: readonly KindDraft[]) => void
  say: (words: string) => void
}) {
  const full = isFull(kinds)
  const set = (next: KindDraft) =>
    onChange(kinds.map((kind) => (kind.key === next.key ? next : kind)))
  return (
    <>
      <p>{t('boards.legendHint')}</p>
      <MovableRows
        rows={kinds}
        keyOf={({ key }) => key}
        nameOf={({ label }) => label.trim() || t('boards.newKind')}
        onChange={onChange}
        say={say}
      >
        {(kind) => (
          <KindFold kind={kind} kinds={kinds} asked={asked} most={KIND_CHARS} onChange={set} />
        )}
      </MovableRows>
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
