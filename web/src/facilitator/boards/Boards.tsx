import './boards.css'
import { useEffect, useState } from 'preact/hooks'
import { type Failure, getBoard, makeBoard } from '../../store/index.ts'
import { Choice } from '../../ui/Fields.tsx'
import type { BoardSummary } from '../../wire/types.ts'
import { language, t } from '../../words/index.ts'
import { failureWords } from '../../phone/refusal.ts'
import { copy } from '../copy.ts'
import type { Desk } from '../desk.ts'
import { NewBoardForm } from './NewBoardForm.tsx'
import {
  boards,
  facilitatorAddress,
  forget,
  keeps,
  type Remembered,
  remember,
  setKeeps,
  tokenOf,
} from './remembered.ts'

/** As long as the server takes it, in characters. */
const TITLE_CHARS = 60

/** My boards, and making another. */
export function Boards({ desk, onBack }: { desk: Desk; onBack: () => void }) {
  return (
    <main class="boards">
      <p>
        <button type="button" class="button" onClick={onBack}>
          {t('boards.back')}
        </button>
      </p>
      <h2>{t('boards.title')}</h2>
      <ul class="boards-list plain">
        {boards.value.map((one) => (
          <Row key={one.board} desk={desk} one={one} />
        ))}
      </ul>
      <Choice
        type="checkbox"
        name="keep-boards"
        chosen={keeps.value}
        hint={t('boards.keepHint')}
        onChange={(on) => !setKeeps(on) && desk.say(t('boards.notKept'))}
      >
        {t('boards.keep')}
      </Choice>
      <h2>{t('facilitator.newBoard')}</h2>
      <NewBoardForm desk={desk} />
    </main>
  )
}

function Row({ desk, one }: { desk: Desk; one: Remembered }) {
  const [summary, setSummary] = useState<BoardSummary | undefined>(undefined)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const [copied, setCopied] = useState(false)
  const here = one.token === desk.token
  useEffect(() => {
    void getBoard(one.token).then((got) => {
      if (got.ok) setSummary(got.value)
      setFailure(got.ok ? undefined : got.failure)
    })
  }, [one.token])
  const title = summary?.title ?? one.title
  const duplicate = async () => {
    const name = [...t('boards.copyOf', { title })].slice(0, TITLE_CHARS).join('')
    const made = await makeBoard(one.token, { copy: true, title: name })
    if (!made.ok) return setFailure(made.failure)
    setFailure(undefined)
    setCopied(true)
    const token = tokenOf(made.value.facilitator_url)
    remember({ board: made.value.board, title: name, token })
    desk.say(t('boards.copied'))
  }
  const address = facilitatorAddress(one.token)
  return (
    <li class="card boards-row">
      <h3>
        <bdi>{title}</bdi>
      </h3>
      {summary && <p class="boards-state">{stateWords(summary)}</p>}
      {summary?.kept_until_ms !== undefined && (
        <p class="boards-state">{t('boards.keptUntil', { day: longDay(summary.kept_until_ms) })}</p>
      )}
      {failure && <p class="field-error">{failureWords(failure)}</p>}
      {copied && <p role="status">{t('boards.copied')}</p>}
      <div class="row">
        {here ? (
          <span class="state state-on">{t('boards.here')}</span>
        ) : (
          <a class="button" href={address}>
            {t('boards.open')}
            <span class="visually-hidden">: {title}</span>
          </a>
        )}
        <button type="button" class="button" onClick={() => void duplicate()}>
          {t('boards.duplicate')}
          <span class="visually-hidden">: {title}</span>
        </button>
        <button
          type="button"
          class="button"
          onClick={() =>
            void copy(address).then((done) =>
              desk.say(t(done ? 'facilitator.copied' : 'facilitator.notCopied')),
            )
          }
        >
          {t('boards.copyLink')}
          <span class="visually-hidden">: {title}</span>
        </button>
        {!here && (
          <button type="button" class="button button-quiet" onClick={() => forget(one.board)}>
            {t('boards.forget')}
            <span class="visually-hidden">: {title}</span>
          </button>
        )}
      </div>
    </li>
  )
}

function longDay(ms: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(ms)
}

function stateWords({ archived, ended, stickers, created_ms }: BoardSummary): string {
  const day = longDay(created_ms)
  const state = archived ? 'boards.archived' : ended ? 'boards.ended' : 'boards.running'
  return `${t(state)}. ${t('boards.madeOn', { day })}. ${t('facilitator.stickersTotal', { count: stickers })}.`
}
