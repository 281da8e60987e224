import { useState } from 'preact/hooks'
import { type Failure, makeBoard } from '../store/index.ts'
import { failureWords } from '../phone/refusal.ts'
import type { Created } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { CopyLine } from './CopyLine.tsx'
import type { Desk } from './desk.ts'

/** Makes a new, empty board, and says its links once: the server keeps only hashes of them. */
export function NewBoard({ desk }: { desk: Desk }) {
  const [made, setMade] = useState<Created | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const press = async () => {
    if (busy) return
    setBusy(true)
    const answer = await makeBoard(desk.token)
    setBusy(false)
    setFailure(answer.ok ? undefined : answer.failure)
    if (answer.ok) setMade(answer.value)
    desk.say(t(answer.ok ? 'facilitator.boardMade' : 'facilitator.noBoard'))
  }
  return (
    <details class="card fold">
      <summary>
        <h3>{t('facilitator.newBoard')}</h3>
      </summary>
      <p>{t('facilitator.newBoardText')}</p>
      <button type="button" class="button" aria-disabled={busy} onClick={() => void press()}>
        {t('facilitator.makeBoard')}
      </button>
      {failure && <p class="field-error">{failureWords(failure)}</p>}
      {made && (
        <div class="new-board">
          <p>{t('facilitator.boardMade')}</p>
          <CopyLine desk={desk} label={t('facilitator.ownLinkNew')} text={made.facilitator_url} />
          <CopyLine desk={desk} label={t('facilitator.joinLink')} text={made.links.join_url} />
          <CopyLine
            desk={desk}
            label={t('facilitator.displayLink')}
            text={made.links.display_url}
          />
          <p>
            <a href={made.facilitator_url} target="_blank" rel="noopener noreferrer">
              {t('facilitator.goToBoard')}
            </a>
          </p>
        </div>
      )}
    </details>
  )
}
