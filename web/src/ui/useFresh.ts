import { useEffect, useRef, useState } from 'preact/hooks'
import type { Sign, Signs } from '../wire/types.ts'
import { added, fresh } from './fresh.ts'

/** How long a sign is shown, in milliseconds. */
const STAY_MS = 6000

/** Gives how many of each sign came lately; gone a while after the last of them. */
export function useFresh({ sent }: Pick<Signs, 'sent'>): Partial<Record<Sign, number>> {
  const before = useRef(sent)
  const [shown, setShown] = useState<Partial<Record<Sign, number>>>({})
  useEffect(() => {
    const news = fresh(before.current, sent)
    before.current = sent
    if (Object.keys(news).length > 0) setShown((now) => added(now, news))
  }, [sent])
  useEffect(() => {
    const timer = setTimeout(() => setShown({}), STAY_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return shown
}
