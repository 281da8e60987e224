import { writeLocal } from './local.ts'

const KEY = 'kenspeckle.nudge'

/** Tells the other tabs of this browser that what `owner` keeps has changed. */
export function nudgeTabs(owner: string): void {
  writeLocal(KEY, owner)
  // So that the next one is a change again, and nothing of its owner stays.
  writeLocal(KEY, undefined)
}

/** Calls back when another tab nudges, until the function it gives is called. */
export function onNudge(owner: string, then: () => void): () => void {
  const listen = ({ key, newValue }: StorageEvent) => {
    if (key === KEY && newValue === owner) then()
  }
  addEventListener('storage', listen)
  return () => removeEventListener('storage', listen)
}
