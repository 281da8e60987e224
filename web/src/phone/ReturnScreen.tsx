import { useState } from 'preact/hooks'
import { readCode } from '../store/index.ts'
import { TextField } from '../ui/Fields.tsx'
import type { Here } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { code, entrance, restart, screen, trouble } from './app.ts'
import { CodeField } from './CodeField.tsx'
import { HereChoice } from './HereChoice.tsx'
import { failureWords } from './refusal.ts'
import { useArrival } from './useArrival.ts'

type Wrong = { code?: string; words?: string }

/** Where somebody comes back with three words. */
export function ReturnScreen() {
  const heading = useArrival(t('join.returnTitle'))
  const [typed, setTyped] = useState(code.value ?? '')
  const [words, setWords] = useState('')
  const [here, setHere] = useState<Here>('room')
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const go = async (event: Event) => {
    event.preventDefault()
    const to = readCode(typed)
    if (!to) return setWrong({ code: t('join.codeWrong') })
    if (!words.trim()) return setWrong({ words: t('join.wordsMissing') })
    setBusy(true)
    const came = await restart(to, words, here)
    setBusy(false)
    if (came.ok) return
    const said = failureWords(came.failure)
    setWrong(came.failure.code === 'unknown_code' ? { code: said } : { words: said })
  }
  const back = () => {
    trouble.value = ''
    screen.value = code.value ? entrance : 'code'
  }
  return (
    <main class="screen">
      <h1 ref={heading} tabIndex={-1}>
        {t('join.returnTitle')}
      </h1>
      <form onSubmit={(event) => void go(event)} noValidate>
        <CodeField value={typed} onValue={setTyped} error={wrong.code} />
        <TextField
          label={t('join.words')}
          hint={t('join.wordsHint')}
          error={wrong.words}
          value={words}
          onValue={setWords}
        />
        <HereChoice here={here} onHere={setHere} />
        <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
          {busy ? t('join.busy') : t('join.return')}
        </button>
      </form>
      <button type="button" class="button button-quiet button-wide" onClick={back}>
        {t('join.back')}
      </button>
    </main>
  )
}
