import { Sticker } from '../ui/Sticker.tsx'
import type { StickerKind } from '../wire/types.ts'

type Look = Pick<StickerKind, 'shape' | 'colour'>

const SOME: readonly Look[] = [
  { shape: 'house', colour: 'coral' },
  { shape: 'footprint', colour: 'teal' },
  { shape: 'heart', colour: 'plum' },
  { shape: 'flower', colour: 'amber' },
  { shape: 'star', colour: 'leaf' },
]

/** A row of stickers to look at, before the board's own are known. */
export function WelcomeStickers() {
  return (
    <div class="welcome-stickers" aria-hidden="true">
      {SOME.map(({ shape, colour }) => (
        <Sticker key={shape} shape={shape} colour={colour} />
      ))}
    </div>
  )
}
