import { useState } from 'preact/hooks'
import { Sheet } from '../../ui/Modal.tsx'
import { t } from '../../words/index.ts'
import { chooseKind, kind, store } from '../app.ts'
import { placingWords } from '../placing.ts'
import { failureWords } from '../refusal.ts'
import { Legend } from '../Legend.tsx'
import { counted, countedDots, progress, putDots } from './paper.ts'
import { PaperRows } from './PaperRows.tsx'
import { panel, refusedDots } from './party.ts'

/** Everything that lies on a paper map, in one go. */
export function PaperSheet() {
  const close = () => {
    panel.value = undefined
  }
  const open = store.placing.value === 'open'
  return (
    <Sheet title={t('paper.title')} onClose={close}>
      {open ? <Counting /> : <Locked />}
    </Sheet>
  )
}

function Locked() {
  return (
    <>
      <Progress />
      <p class="bar bar-calm">{placingWords(store.placing.value)}</p>
    </>
  )
}

function Counting() {
  const [failed, setFailed] = useState('')
  const [empty, setEmpty] = useState(false)
  const [busy, setBusy] = useState(false)
  const dots = countedDots.value
  const wrong = dots === 0 && empty ? t('paper.empty') : failed
  const put = async (event: Event) => {
    event.preventDefault()
    if (busy) return
    if (dots === 0) return setEmpty(true)
    setEmpty(false)
    setBusy(true)
    const failure = await putDots()
    setBusy(false)
    setFailed(failure ? failureWords(failure) : '')
  }
  return (
    <form onSubmit={(event) => void put(event)} noValidate>
      <p>{t('paper.lead')}</p>
      <div class="paper-kinds">
        <Legend
          legend={t('phone.chooseKind')}
          kinds={store.definition.value?.kinds ?? []}
          chosen={kind.value?.id}
          onChoose={chooseKind}
          name="kind-paper"
        />
      </div>
      <PaperRows />
      <div class="paper-foot">
        {dots === 0 && <Progress />}
        <p class="paper-sums" role="status">
          {dots > 0 && <Sums />}
        </p>
        {wrong && (
          <p class="field-error" role="alert">
            {wrong}
          </p>
        )}
        <button
          type="submit"
          class="button button-primary button-wide"
          aria-disabled={busy || dots === 0}
        >
          {dots > 0 ? t('paper.put', { count: dots }) : t('paper.putNone')}
        </button>
      </div>
    </form>
  )
}

function Sums() {
  const kinds = store.definition.value?.kinds ?? []
  const sums = kinds.map(({ id, label }) => {
    const own = counted.value.filter((one) => one.kind === id)
    return { label, count: own.reduce((sum, one) => sum + one.count, 0) }
  })
  return (
    <>
      {sums
        .filter(({ count }) => count > 0)
        .map((one) => (
          <span class="paper-sum" key={one.label}>
            {t('paper.sum', one)}
          </span>
        ))}
      <strong>{t('paper.total', { count: countedDots.value })}</strong>
    </>
  )
}

function Progress() {
  const { all, saved, unsent } = progress.value
  const { count, words } = refusedDots.value
  if (all === 0) return null
  return (
    <div class={`bar ${unsent > 0 ? 'bar-warn' : 'bar-calm'} paper-progress`} role="status">
      <p>
        <strong>{t('paper.progress', { count: all, saved })}</strong>{' '}
        {unsent > 0 ? t('connection.unsavedText') : t('paper.after')}
      </p>
      {count > 0 && <p>{t('paper.refused', { count, words })}</p>}
    </div>
  )
}
