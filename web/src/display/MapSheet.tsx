import { useEffect, useRef } from 'preact/hooks'
import { type BoardMap, createMap } from '../map/index.ts'
import type { Board } from '../store/index.ts'
import type { AreaId, Definition, Later } from '../wire/types.ts'

/** The board's map as a sheet of paper that moves by itself, never by hand. */
export function MapSheet({
  definition,
  later,
  board,
  area,
  layout,
  near,
}: {
  definition: Definition
  /** What the map shows from close by, once it is here. */
  later: Later | undefined
  board: Board
  /** The area to show, or the whole board. */
  area: AreaId | null
  /** Anything that changes when the sheet gets another size. */
  layout: string
  /** Seen from a hand's distance, not across a room. */
  near: boolean
}) {
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<BoardMap | undefined>(undefined)
  const fresh = useRef(true)

  useEffect(() => {
    if (!box.current) return undefined
    const made = createMap(box.current, { mode: near ? 'phone' : 'display', movable: false })
    map.current = made
    made.draw(definition)
    fresh.current = true
    const unwatch = board.watch({
      onAdded: (stickers, live) => made.add(stickers, { quietly: !live }),
      onRemoved: (seqs) => made.remove(seqs),
    })
    return () => {
      unwatch()
      made.destroy()
    }
  }, [definition, board, near])

  useEffect(() => {
    if (later) map.current?.complete(later)
  }, [definition, board, near, later])

  useEffect(() => {
    map.current?.setHighlight(area)
    // The first look is at once; later ones glide, after the sheet has taken its new size.
    if (fresh.current) map.current?.goTo(area ?? 'all', { jump: true })
    fresh.current = false
    return afterResize(() => map.current?.goTo(area ?? 'all'))
  }, [definition, board, area, layout, near])

  return <div class="sheet-of-map" ref={box} />
}

/** Calls back when whoever watches sizes has seen the new one; gives the function that cancels. */
function afterResize(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(then, 0)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
