import { OwnEntries } from './OwnEntries.tsx'
import { TallyView } from '../tally/TallyView.tsx'
import type { Finder, FinderView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { isFew } from './nextStep.ts'
import { textsOf } from './texts.ts'

/** Every opinion finder with its state in words and what can be done with it. */
export function Questions({ desk }: { desk: Desk }) {
  const finders = desk.store.board.finders.value
  return (
    <ol class="questions plain">
      {desk.store.finders.value.map((finder) => {
        const view = finders.find(({ id }) => id === finder.id)
        return view && <Question key={finder.id} desk={desk} finder={finder} view={view} />
      })}
    </ol>
  )
}

function Question({ desk, finder, view }: { desk: Desk; finder: Finder; view: FinderView }) {
  const { room = 0, remote = 0 } = desk.store.presence.value ?? {}
  const answered = view.answered ?? 0
  const heading = `question-${finder.id}`
  const few = !view.revealed && answered > 0 && isFew(view, room + remote)
  return (
    <li class={`card question ${view.open ? 'question-open' : ''}`}>
      <h3 id={heading}>{finder.question}</h3>
      <ul class="question-state plain">
        <li class={`state ${view.open ? 'state-on' : ''}`}>
          {t(view.open ? 'facilitator.isOpen' : 'facilitator.isClosed')}
        </li>
        <li class={`state ${view.revealed ? 'state-on' : ''}`}>
          {t(view.revealed ? 'facilitator.isRevealed' : 'facilitator.isHidden')}
        </li>
      </ul>
      {(view.open || answered > 0) && (
        <p class="question-answered">{t('tally.people', { count: answered })}</p>
      )}
      {few && <p class="question-few">{t('facilitator.onlyFew')}</p>}
      {view.late && <p class="question-few">{t('facilitator.late')}</p>}
      <div class="question-buttons">
        <button
          type="button"
          class="button"
          aria-describedby={heading}
          onClick={() => desk.do({ do: 'set_finder_open', finder: finder.id, open: !view.open })}
        >
          {t(view.open ? 'facilitator.closeShort' : 'facilitator.open')}
        </button>
        <button
          type="button"
          class="button"
          aria-describedby={heading}
          onClick={() =>
            desk.do({ do: 'set_finder_revealed', finder: finder.id, revealed: !view.revealed })
          }
        >
          {t(view.revealed ? 'facilitator.hideShort' : 'facilitator.revealShort')}
        </button>
        {!view.open && answered > 0 && (
          <button
            type="button"
            class="button"
            aria-describedby={heading}
            onClick={() => desk.do({ do: 'ask_again', finder: finder.id })}
          >
            {t('facilitator.askAgain')}
          </button>
        )}
      </div>
      {(view.skipped ?? 0) > 0 && (
        <p class="question-answered">{t('facilitator.skipped', { count: view.skipped ?? 0 })}</p>
      )}
      {view.tally && (answered > 0 || view.before) && (
        <details class="look">
          <summary aria-describedby={heading}>{t('facilitator.look')}</summary>
          {!view.revealed && <p class="look-hint">{t('facilitator.lookHint')}</p>}
          <TallyView
            finder={finder}
            tally={view.tally}
            before={view.before}
            size="phone"
            notes={false}
            nameOf={(id) => desk.definition.areas.find((area) => area.id === id)?.name ?? id}
          />
          <OwnEntries desk={desk} own={textsOf(view.tally)} />
          {view.before && <OwnEntries desk={desk} own={textsOf(view.before)} before />}
        </details>
      )}
    </li>
  )
}
