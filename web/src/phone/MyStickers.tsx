import { useRef } from 'preact/hooks'
import { Sticker } from '../ui/Sticker.tsx'
import type { MySticker } from '../store/index.ts'
import { t } from '../words/index.ts'
import { sheet, store } from './app.ts'
import { areaName, areaTitle, takeBack } from './placing.ts'
import { standingWords, whyWords } from './standing.ts'

/** My stickers, each to change and to take back. */
export function MyStickers() {
  const { stickers } = store.card.value
  // What is taken back leaves, and must not take the keyboard with it.
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section class="card-part">
      <h3 ref={heading} tabIndex={-1}>
        {t('card.stickers')}
      </h3>
      {stickers.length === 0 && <p>{t('card.noStickers')}</p>}
      <ul class="plain">
        {stickers.map((mine) => (
          <Row key={mine.id} mine={mine} onGone={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  )
}

function Row({ mine, onGone }: { mine: MySticker; onGone: () => void }) {
  const kind = store.definition.value?.kinds.find(({ id }) => id === mine.kind)
  const fixed = store.placing.value !== 'open'
  const what = t('card.stickerIs', { kind: kind?.label ?? '', area: areaName(mine.area) })
  return (
    <li class={`my-sticker in-${kind?.colour ?? 'coral'} ${mine.pending ? 'is-pending' : ''}`}>
      <div class="my-sticker-head">
        {kind && <Sticker shape={kind.shape} colour={kind.colour} />}
        <div>
          <p class="my-sticker-where">
            <bdi>{areaTitle(mine.area)}</bdi>
          </p>
          <p class="my-sticker-kind">
            {kind?.label} {mine.pending && <span class="after-state">{t('phone.saving')}</span>}
          </p>
        </div>
      </div>
      {mine.note !== null && (
        <p class="my-note">
          <bdi dir="auto">{mine.note}</bdi>
        </p>
      )}
      {mine.hidden && <p class="my-hidden">{whyWords('card.hiddenBecause', mine.hidden)}</p>}
      {mine.note && mine.noteStanding.is !== 'shown' && (
        <p class="my-hidden">{standingWords(mine.noteStanding)}</p>
      )}
      <div class="row">
        {!fixed && (
          <button
            type="button"
            class="button button-small"
            onClick={() => {
              sheet.value = { is: 'edit', id: mine.id, words: false }
            }}
          >
            {t('card.change')}
            <span class="visually-hidden"> {what}</span>
          </button>
        )}
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            takeBack(mine.id)
            onGone()
          }}
        >
          {t('card.takeBack')}
          <span class="visually-hidden"> {what}</span>
        </button>
      </div>
    </li>
  )
}
