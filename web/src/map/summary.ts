import { t } from '../words/index.ts'
import type { Pile } from './pile.ts'
import type { Place } from './places.ts'

/** Gives the sentence that says what is on the map. */
export function summary(places: readonly Place[], pile: Pile): string {
  return t('map.summary', { areas: places.length, stickers: stickersOn(places, pile) })
}

function stickersOn(places: readonly Place[], pile: Pile): string {
  const count = pile.size
  if (count === 0) return t('map.summaryNone')
  const totals = places.map(({ id, name }) => ({ name, total: pile.total(id) }))
  const most = totals.reduce((a, b) => (b.total > a.total ? b : a), { name: '', total: 0 })
  if (most.total === 0) return t('map.summarySome', { count })
  return t('map.summaryMost', { count, area: most.name })
}
