import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { t } from '../words/index.ts'

type Parts = typeof import('./parts.ts')

const parts = signal<Parts | undefined>(undefined)
const failed = signal(false)
let asked: Promise<void> | undefined

/** How long to wait before asking again for what could not be fetched, in milliseconds. */
const AGAIN_MS = 3000

/** Fetches what is not needed at first; asks until it has come. */
export function loadParts(): Promise<void> {
  asked ??= fetchParts()
  return asked
}

async function fetchParts(): Promise<void> {
  try {
    parts.value = await import('./parts.ts')
  } catch {
    failed.value = true
    setTimeout(() => {
      asked = undefined
      void loadParts()
    }, AGAIN_MS)
  }
}

/** Shows a part that may still be on its way; one that is `quiet` comes when it comes. */
export function Part({ part, quiet }: { part: keyof Parts; quiet?: boolean }) {
  const Loaded: ComponentType | undefined = parts.value?.[part]
  if (Loaded) return <Loaded />
  if (quiet) return null
  void loadParts()
  return <p class="board-wait">{failed.value ? t('problem.offline') : t('phone.moment')}</p>
}
