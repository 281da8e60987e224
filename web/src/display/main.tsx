import '../words/display.ts'
import { render } from 'preact'
import { createStore } from '../store/index.ts'
import { setLanguage, t } from '../words/index.ts'
import { Display, Notice } from './Display.tsx'
import { watchWindow } from './stacked.ts'
import { applyCalm } from '../ui/calm.ts'
import '../ui/base.css'
import './display.css'

applyCalm()
watchWindow()
setLanguage()
// The token lives in the address only: nothing of it is kept on a borrowed laptop.
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
  if (status.is === 'stopped' && status.why === 'wrong_protocol') {
    return <Notice heading={t('display.old')} words={t('display.oldText')} />
  }
  if (!token || status.is === 'stopped' || (!definition && failure?.code === 'unknown_token')) {
    return <Notice heading={t('display.badLink')} words={t('display.badLinkText')} />
  }
  if (definition) return <Display store={store} definition={definition} />
  const words = failure ? t('display.waiting') : t('page.display.loading')
  return <Notice heading={t('app.name')} words={words} />
}

const app = document.getElementById('app')
if (app) {
  app.textContent = ''
  render(<Page />, app)
}
