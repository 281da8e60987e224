import { useEffect, useRef } from 'preact/hooks'
import { t } from '../words/index.ts'
import { chooseKind, hint, kind, store } from './app.ts'
import { Legend } from './Legend.tsx'
import { bindMap, isPinned } from './mapBinding.ts'
import { Part } from './Part.tsx'
import { PinDock } from './PinDock.tsx'

/** The map, the legend above it, and under it what the pin needs. */
export function MapTab({ hidden }: { hidden: boolean }) {
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => (holder.current ? bindMap(holder.current) : undefined), [])
  const ended = store.board.ended.value
  const open = store.placing.value === 'open'
  return (
    <div class="map-tab" hidden={hidden}>
      <h2 class="visually-hidden">{t('phone.tab.map')}</h2>
      {ended && <Part part="EndPanel" />}
      {open && (
        <div class="map-top">
          <Legend
            legend={t('phone.chooseKind')}
            kinds={store.definition.value?.kinds ?? []}
            chosen={kind.value?.id}
            onChoose={chooseKind}
            name="kind"
          />
          <p class="map-hint">{hint.value || whatToDo()}</p>
        </div>
      )}
      <button
        type="button"
        class="button skip-map"
        onClick={() => document.getElementById('nav-list')?.focus()}
      >
        {t('phone.skipMap')}
      </button>
      <div class="map-holder" ref={holder} />
      {isPinned() && <PinDock />}
    </div>
  )
}

function whatToDo(): string {
  return isPinned() ? t('phone.doPin') : t('phone.doArea')
}
