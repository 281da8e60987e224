import { list, t } from '../words/index.ts'
import { store, voice } from './app.ts'
import { areaName } from './placing.ts'
import { readLocal, writeLocal } from '../store/index.ts'

const KEY = 'kenspeckle.quiet'

/** How long arrivals gather before the first is spoken, in milliseconds: mine are known by then. */
const GATHER_MS = 1000

/** Whether others' stickers are to be announced. */
export const announces = (): boolean => readLocal(KEY) === undefined

/** Switches the announcing of others' stickers on or off, on this device. */
export function setAnnounces(on: boolean): void {
  writeLocal(KEY, on ? undefined : '1')
  voice.setOthers(on)
}

/** Says, at most every ten seconds, how many stickers others have put, and where most. */
export function announceArrivals(): () => void {
  let seqs: number[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const speak = () => {
    timer = undefined
    if (others(seqs).length > 0) voice.others(() => sentence(others(seqs.splice(0))))
    else seqs = []
  }
  const stop = store.board.watch({
    onAdded(stickers, live) {
      if (!live || !announces()) return
      seqs.push(...stickers.map(({ seq }) => seq))
      timer ??= setTimeout(speak, GATHER_MS)
    },
    onRemoved: () => undefined,
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function others(seqs: readonly number[]): number[] {
  const mine = new Set(store.card.peek().stickers.map(({ seq }) => seq))
  return seqs.filter((seq) => !mine.has(seq) && store.board.stickers.has(seq))
}

function sentence(seqs: readonly number[]): string {
  const areas = seqs.map((seq) => store.board.stickers.get(seq)?.area ?? null)
  const distinct = [...new Set(areas)]
  const count = areas.length
  if (distinct.length > 3) return t('phone.newMost', { count, area: areaName(most(areas)) })
  return t('phone.newOn', { count, areas: list(distinct.map(areaName)) })
}

function most<T>(items: readonly T[]): T {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  const best = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one))
  return best[0]
}
