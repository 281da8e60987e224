import '../words/facilitator.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { render } from 'preact'
import { createStore } from '../store/index.ts'
import type { Definition } from '../wire/types.ts'
import { setLanguage, t } from '../words/index.ts'
import { createDesk } from './desk.ts'
import { Facilitator } from './Facilitator.tsx'
import { applyCalm } from '../ui/calm.ts'
import '../ui/base.css'
import './facilitator.css'

applyCalm()
setLanguage()
const token = location.hash.slice(1)
addEventListener('hashchange', () => location.reload())
const store = createStore()
if (token) store.start({ token })
// Their first screen shows questions.
store.complete()

function Page() {
  const definition = store.definition.value
  const status = store.status.value
  const failure = store.failure.value
  const role = store.welcome.value?.role
  if (status.is === 'stopped' && status.why === 'wrong_protocol') {
    return <Notice heading={t('facilitator.old')} words={t('facilitator.oldText')} />
  }
  const wrong = status.is === 'stopped' || failure?.code === 'unknown_token'
  if (!token || wrong || (role !== undefined && role !== 'facilitator')) {
    return <Notice heading={t('facilitator.badLink')} words={t('facilitator.badLinkText')} />
  }
  // Nothing moves down again when the questions have come.
  if (definition && store.later.value) return <AtDesk definition={definition} />
  const words = failure ? t('facilitator.waiting') : t('page.facilitator.loading')
  return <Notice heading={t('app.name')} words={words} />
}

function AtDesk({ definition }: { definition: Definition }) {
  const desk = useMemo(() => createDesk(store, definition, token), [definition])
  useEffect(() => () => desk.close(), [desk])
  return <Facilitator desk={desk} />
}

function Notice({ heading, words }: { heading: string; words: string }) {
  return (
    <main class="first-paint">
      <h1>{heading}</h1>
      <p>{words}</p>
    </main>
  )
}

const app = document.getElementById('app')
if (app) {
  app.textContent = ''
  render(<Page />, app)
}
