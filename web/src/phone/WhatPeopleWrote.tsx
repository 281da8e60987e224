import { Sticker } from '../ui/Sticker.tsx'
import type { AreaId } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'

/** The newest so many; more would bury the page. */
const SHOWN = 40

/** The words that people put with their stickers in an area, newest first. */
export function WhatPeopleWrote({ area }: { area: AreaId | null }) {
  // Changes with every sticker, so that this list does too.
  void store.board.counts.value
  const noted = [...store.board.stickers.values()].filter(
    (sticker) => sticker.area === area && sticker.note !== undefined,
  )
  if (noted.length === 0) return null
  const kinds = new Map(store.definition.value?.kinds.map((kind) => [kind.id, kind]))
  return (
    <section class="wrote">
      <h3>{t('phone.wrote')}</h3>
      <ul class="plain">
        {noted
          .slice(-SHOWN)
          .reverse()
          .map(({ seq, kind, note }) => {
            const look = kinds.get(kind)
            return (
              <li class="wrote-note" key={seq}>
                {look && <Sticker shape={look.shape} colour={look.colour} />}
                <span>
                  <span class="visually-hidden">{look?.label}: </span>
                  <bdi dir="auto">{note}</bdi>
                </span>
              </li>
            )
          })}
      </ul>
    </section>
  )
}
