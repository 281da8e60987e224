import { computed, effect, signal } from '@preact/signals'
import { readLocal, writeLocal } from '../../store/index.ts'
import type { AreaId } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { decided, store, voice } from '../app.ts'
import { areaName, showOnMap } from '../placing.ts'
import { isBusy } from './busy.ts'

const KEY = 'kenspeckle.follow'

const chosen = signal(readLocal(KEY))

/**
 * Whether my map goes where the facilitator points, without asking. Somebody at home sees no
 * projector: for them it does until they leave it.
 */
export const follows = computed(() => {
  if (chosen.value !== undefined) return chosen.value === 'yes'
  return store.welcome.value !== undefined && store.here() === 'remote'
})

/** Follows from now on, or leaves; kept on this device. */
export function setFollows(on: boolean): void {
  chosen.value = on ? 'yes' : 'no'
  writeLocal(KEY, chosen.value)
}

/** Forgets what was chosen here. */
export function forgetFollows(): void {
  chosen.value = undefined
  writeLocal(KEY, undefined)
}

/** Goes with the facilitator's view for whoever wants it. */
export function followLead(): () => void {
  let shown: AreaId | null = null
  return effect(() => {
    const area = store.board.showing.value
    if (area === shown || !follows.value) return
    shown = area
    // Nobody is taken away from what they are writing; then the bar asks.
    if (area === null || isBusy()) return
    decided.value = area
    showOnMap(area)
    voice.own(t('signs.following', { area: areaName(area) }))
  })
}
