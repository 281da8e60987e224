import { readLocal, writeLocal } from './local.ts'

const KEY = 'kenspeckle.nudge'

/** Tells the other tabs of this browser that what `owner` keeps has changed. */
export function nudgeTabs(owner: string): void {
  const before = Number(readLocal(KEY)?.split(' ')[1]) || 0
  writeLocal(KEY, `${owner} ${before + 1}`)
}

/** Calls back when another tab nudges, until the function it gives is called. */
export function onNudge(owner: string, then: () => void): () => void {
  const listen = ({ key, newValue }: StorageEvent) => {
    if (key === KEY && newValue?.startsWith(`${owner} `)) then()
  }
  addEventListener('storage', listen)
  return () => removeEventListener('storage', listen)
}
