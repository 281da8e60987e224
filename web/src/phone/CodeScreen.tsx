import { useState } from 'preact/hooks'
import { readCode } from '../store/index.ts'
import { t } from '../words/index.ts'
import { trouble, visit } from './app.ts'
import { BeenBefore } from './BeenBefore.tsx'
import { CodeField } from './CodeField.tsx'
import { useArrival } from './useArrival.ts'
import { WelcomeStickers } from './WelcomeStickers.tsx'

/** Where somebody lands without a code in the link. */
export function CodeScreen() {
  const heading = useArrival(t('join.codeTitle'))
  const [typed, setTyped] = useState('')
  const go = (event: Event) => {
    event.preventDefault()
    const code = readCode(typed)
    if (code) void visit(code)
    else trouble.value = t('join.codeWrong')
  }
  return (
    <main class="screen">
      <WelcomeStickers />
      <p class="eyebrow">{t('app.name')}</p>
      <h1 ref={heading} tabIndex={-1}>
        {t('join.codeTitle')}
      </h1>
      <form onSubmit={go} noValidate>
        <CodeField value={typed} onValue={setTyped} error={trouble.value} />
        <button type="submit" class="button button-primary button-wide">
          {t('join.go')}
        </button>
      </form>
      <BeenBefore />
    </main>
  )
}
