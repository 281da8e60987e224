import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { TextField } from '../ui/Fields.tsx'
import { Sticker } from '../ui/Sticker.tsx'
import type { StickerView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { HideButton } from './HideButton.tsx'
import { MuteButton } from './MuteButton.tsx'
import { type Wanted, wantedStickers } from './list.ts'
import { SelectField } from './SelectField.tsx'
import { useSlowly } from './slowly.ts'
import { StandingRow } from './StandingRow.tsx'
import { NOTE_PART } from './texts.ts'

/** So many rows at first, and with each asking for more. */
const PAGE = 20

/**
 * The stickers with their words, the newest first.
 *
 * New ones are counted but do not push the others down: a row must not move away under the finger
 * that is about to hide it.
 */
export function Stickers({ desk }: { desk: Desk }) {
  const { board } = desk.store
  const [wanted, setWanted] = useState<Wanted>({ typed: '', kind: '', which: 'all' })
  const [pages, setPages] = useState(1)
  const rev = useSlowly(board.at.value?.rev ?? 0)
  const [upTo, setUpTo] = useState(rev)
  const found = wantedStickers(board.stickers.values(), wanted, nameOf(desk))
  const shown = found.filter(({ seq }) => seq <= upTo)
  const fresh = found.length - shown.length
  const rows = (shown.length === 0 ? found : shown).slice(0, pages * PAGE)
  const look = (change: Partial<Wanted>) => {
    setWanted({ ...wanted, ...change })
    setPages(1)
    setUpTo(rev)
  }
  const list = useRef<HTMLUListElement>(null)
  const [from, setFrom] = useState(-1)
  // The button that was pressed may be gone: the focus goes on to the first row that it brought.
  useLayoutEffect(() => {
    if (from < 0) return
    list.current?.children[from]?.querySelector<HTMLElement>('.entry-button')?.focus()
    setFrom(-1)
  }, [from])
  const showNew = () => {
    setUpTo(rev)
    setFrom(0)
  }
  const showMore = () => {
    setPages(pages + 1)
    setFrom(rows.length)
  }
  const total = board.stickers.size
  return (
    <details class="card fold">
      <summary>
        <h3>{t('facilitator.stickers', { count: total })}</h3>
      </summary>
      <TextField
        label={t('facilitator.findSticker')}
        value={wanted.typed}
        onValue={(typed) => look({ typed })}
      />
      <div class="stickers-filters">
        <SelectField
          label={t('facilitator.kind')}
          value={wanted.kind}
          onValue={(kind) => look({ kind })}
          options={[
            { id: '', label: t('facilitator.allKinds') },
            ...desk.definition.kinds.map(({ id, label }) => ({ id, label })),
          ]}
        />
        <SelectField
          label={t('facilitator.which')}
          value={wanted.which}
          onValue={(which) => look({ which: which as Wanted['which'] })}
          options={[
            { id: 'all', label: t('facilitator.which.all') },
            { id: 'words', label: t('facilitator.which.words') },
            { id: 'hidden', label: t('facilitator.which.hidden') },
          ]}
        />
      </div>
      {shown.length > 0 && fresh > 0 && (
        <button type="button" class="button button-quiet" onClick={showNew}>
          {t('facilitator.showNew', { count: fresh })}
        </button>
      )}
      <p class="stickers-found">{t('facilitator.found', { count: found.length })}</p>
      <ul class="entries plain" ref={list}>
        {rows.map((sticker) => (
          <Row key={sticker.seq} desk={desk} sticker={sticker} />
        ))}
      </ul>
      {found.length > rows.length && shown.length > rows.length && (
        <button type="button" class="button button-wide" onClick={showMore}>
          {t('facilitator.more')}
        </button>
      )}
    </details>
  )
}

function Row({ desk, sticker }: { desk: Desk; sticker: StickerView }) {
  const kind = desk.definition.kinds.find(({ id }) => id === sticker.kind)
  const place = nameOf(desk)(sticker.area)
  const hidden = sticker.hidden === true
  const what = [place, kind?.short, sticker.note].filter(Boolean).join(', ')
  const apart = sticker.note_standing !== undefined
  return (
    <li class={`entry entry-wraps ${hidden ? 'entry-hidden' : ''}`}>
      {kind && <Sticker shape={kind.shape} colour={kind.colour} class="entry-sticker" />}
      <div class="entry-words">
        <p class="entry-place">
          <bdi>{place}</bdi>
          <span class="entry-kind">{kind?.short}</span>
        </p>
        {sticker.note && !apart && (
          <p class="entry-note" dir="auto">
            {sticker.note}
          </p>
        )}
        {hidden && <p class="entry-state">{t('facilitator.isHiddenSticker')}</p>}
      </div>
      <div class="row">
        <HideButton
          desk={desk}
          thing={{ do: 'set_hidden', seq: sticker.seq }}
          hidden={hidden}
          what={what}
        />
        <MuteButton desk={desk} seq={sticker.seq} muted={sticker.muted === true} what={what} />
      </div>
      {apart && <NoteApart desk={desk} sticker={sticker} />}
    </li>
  )
}

/** A note that the others do not see, while they may well see its sticker. */
function NoteApart({ desk, sticker }: { desk: Desk; sticker: StickerView }) {
  const { seq, note = '', note_standing: standing } = sticker
  const waits = standing?.is === 'waiting'
  return (
    <ul class="entry-under plain">
      <StandingRow
        desk={desk}
        thing={{ do: 'set_hidden', seq, part: NOTE_PART }}
        words={note}
        standing={standing}
        says={t(waits ? 'facilitator.noteWaits' : 'facilitator.noteHidden')}
      />
    </ul>
  )
}

function nameOf({ definition }: Desk): (area: string | null) => string {
  const names = new Map(definition.areas.map(({ id, name }) => [id, name]))
  return (area) => (area === null ? undefined : names.get(area)) ?? t('facilitator.noPlace')
}
