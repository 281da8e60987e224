import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { t } from '../words/index.ts'

type Parts = typeof import('./parts.ts')

const parts = signal<Parts | undefined>(undefined)
const failed = signal(false)
let asked: Promise<void> | undefined

/** Fetches what is not needed at first; asks again if it could not be fetched. */
export function loadParts(): Promise<void> {
  asked ??= import('./parts.ts').then(
    (loaded) => {
      parts.value = loaded
    },
    () => {
      asked = undefined
      failed.value = true
    },
  )
  return asked
}

/** Shows a part that may still be on its way. */
export function Part({ part }: { part: keyof Parts }) {
  const Loaded: ComponentType | undefined = parts.value?.[part]
  if (Loaded) return <Loaded />
  void loadParts()
  return <p class="board-wait">{failed.value ? t('problem.offline') : t('phone.moment')}</p>
}
