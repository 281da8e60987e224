import { useLayoutEffect, useRef } from 'preact/hooks'
import { Choice, Choices, TextField } from '../../ui/Fields.tsx'
import { Sticker } from '../../ui/Sticker.tsx'
import { t } from '../../words/index.ts'
import {
  COLOURS,
  called,
  isFull,
  type KindDraft,
  PRECISIONS,
  SHAPES,
  shortOf,
  twinOf,
} from './legend.ts'
import { Wrong } from './Part.tsx'

type Props = {
  kind: KindDraft
  kinds: readonly KindDraft[]
  /** Whether somebody wanted the board already, so that what is missing is said. */
  asked: boolean
  most: number
  onChange: (kind: KindDraft) => void
}

/** One kind of sticker: its look and words, and under them everything that can be changed. */
export function KindFold(props: Props) {
  const { kind, kinds, onChange } = props
  const fold = useRef<HTMLDetailsElement>(null)
  const { of, label, shape, colour, precision, out } = kind
  useLayoutEffect(() => {
    if (of || !fold.current) return
    fold.current.open = true
    fold.current.querySelector('input')?.focus()
  }, [of])
  const stuck = out && isFull(kinds)
  return (
    <details class="card kind" ref={fold}>
      <summary class="kind-summary">
        <Sticker shape={shape} colour={colour} />
        <span class="kind-words">
          <bdi>{label.trim() || t('boards.newKind')}</bdi>
          <span class="choice-hint">
            {t(out ? 'boards.kindOut' : `boards.precision.${precision}`)}
          </span>
        </span>
      </summary>
      {!out && <Fields {...props} />}
      <button
        type="button"
        class="button"
        aria-disabled={stuck}
        onClick={() => !stuck && onChange({ ...kind, out: !out })}
      >
        {t(out ? 'boards.putBack' : 'boards.takeOut')}
        <span class="visually-hidden">: {label}</span>
      </button>
    </details>
  )
}

function Fields({ kind, kinds, asked, most, onChange }: Props) {
  const { key, label, short, shape, colour, precision } = kind
  const twin = twinOf(kind, kinds)
  return (
    <>
      <TextField
        label={t('boards.kindLabel')}
        hint={t('boards.kindLabelHint')}
        error={asked && label.trim() === '' ? t('boards.noKindLabel') : undefined}
        value={label}
        onValue={(next) => onChange(called(kind, next))}
        maxLength={most}
      />
      <TextField
        label={t('boards.kindShort')}
        hint={t('boards.kindShortHint', { short: short.trim() || shortOf(label) || '…' })}
        value={short}
        onValue={(next) => onChange({ ...kind, short: next })}
        maxLength={most}
      />
      <Choices legend={t('boards.precision')}>
        {PRECISIONS.map((one) => (
          <Choice
            key={one}
            type="radio"
            name={`precision-${key}`}
            chosen={precision === one}
            hint={t(`boards.precisionHint.${one}`)}
            onChange={() => onChange({ ...kind, precision: one })}
          >
            {t(`boards.precision.${one}`)}
          </Choice>
        ))}
      </Choices>
      <Choices legend={t('boards.shape')}>
        {twin && <Wrong>{t('boards.sameShape', { label: twin.label })}</Wrong>}
        <div class="kind-looks">
          {SHAPES.map((one) => (
            <Choice
              key={one}
              type="radio"
              name={`shape-${key}`}
              chosen={shape === one}
              onChange={() => onChange({ ...kind, shape: one })}
            >
              <Sticker shape={one} colour={colour} /> {t(`boards.shape.${one}`)}
            </Choice>
          ))}
        </div>
      </Choices>
      <Choices legend={t('boards.colour')}>
        <div class="kind-looks">
          {COLOURS.map((one) => (
            <Choice
              key={one}
              type="radio"
              name={`colour-${key}`}
              chosen={colour === one}
              onChange={() => onChange({ ...kind, colour: one })}
            >
              <Sticker shape={shape} colour={one} /> {t(`boards.colour.${one}`)}
            </Choice>
          ))}
        </div>
      </Choices>
    </>
  )
}
