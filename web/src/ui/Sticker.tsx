import type { Colour, Shape } from '../wire/types.ts'
import { shapePath } from './shapes.ts'

/** Draws a sticker beside its word: coloured, with a white die-cut rim and a whisper of shadow. */
export function Sticker({
  shape,
  colour,
  class: more = '',
}: {
  shape: Shape
  colour: Colour
  class?: string
}) {
  const path = shapePath(shape)
  return (
    <svg
      class={`sticker in-${colour} ${more}`}
      viewBox="-15 -15 30 30"
      aria-hidden="true"
      focusable="false"
    >
      <path class="sticker-shadow" d={path} transform="translate(0 1.6)" />
      <path class="sticker-face" d={path} />
    </svg>
  )
}
