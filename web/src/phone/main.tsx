import '../words/phone.ts'
import { render } from 'preact'
import { setLanguage } from '../words/index.ts'
import { applyCalm } from '../ui/calm.ts'
import '../ui/base.css'
import './phone.css'
import { App } from './App.tsx'
import { begin, tab } from './app.ts'
import { loadParts } from './Part.tsx'
import { isTight, watchTightness } from './tight.ts'

/** How long the first screen has the line for itself, in milliseconds. */
const QUIET_MS = 1500

applyCalm()
setLanguage()
watchTightness()
if (isTight()) tab.value = 'list'
begin()
// After the first screen is drawn and its data asked for.
setTimeout(() => void loadParts(), QUIET_MS)
const app = document.getElementById('app')
// In a task of its own: an old phone needs a while for each of the two.
setTimeout(() => {
  if (!app) return
  app.textContent = ''
  render(<App />, app)
}, 0)
