import './truth.css'
import '../ui/signs.css'
import { handWords } from '../ui/hands.ts'
import { SignIcon } from '../ui/SignIcon.tsx'
import type { FinderView } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'

/** How the session stands, in one strip: numbers of people, never who. */
export function TruthStrip({ desk }: { desk: Desk }) {
  const truth = desk.store.truth.value
  if (!truth) return null
  const { joined, placed, answered, busy, unsent, slow, lost, not_storing } = truth
  const { room = 0, remote = 0 } = desk.store.presence.value ?? {}
  const { answered: said = answered, skipped = 0 } = askedNow(desk) ?? {}
  return (
    <section class="truth" aria-labelledby="truth">
      <h2 class="visually-hidden" id="truth">
        {t('facilitator.truth.title')}
      </h2>
      <ul class="truth-list plain">
        <li>{t('facilitator.truth.joined', { count: joined })}</li>
        <li>{t('facilitator.inRoom', { count: room })}</li>
        <li>{t('facilitator.elsewhere', { count: remote })}</li>
        <li>{t('facilitator.truth.placed', { count: placed })}</li>
        {said !== undefined && <li>{t('facilitator.truth.answered', { count: said })}</li>}
        {skipped > 0 && <li>{t('facilitator.truth.skipped', { count: skipped })}</li>}
        {busy > 0 && <li>{t('facilitator.truth.busy', { count: busy })}</li>}
        {slow > 0 && <li>{t('facilitator.truth.slow', { count: slow })}</li>}
        {lost > 0 && <li>{t('facilitator.truth.lost', { count: lost })}</li>}
        {unsent > 0 ? (
          <li class="truth-unsent">{t('facilitator.truth.unsent', { count: unsent })}</li>
        ) : (
          !not_storing && (
            <li class="truth-safe">
              {/* What a phone that is away still holds, nobody here can know. */}
              {t(lost > 0 ? 'facilitator.truth.reachedSaved' : 'facilitator.truth.allSaved')}
            </li>
          )
        )}
      </ul>
      <Hands desk={desk} />
    </section>
  )
}

/** The question of the present activity: its card counts answers and skips apart. */
function askedNow({ store }: Desk): FinderView | undefined {
  const asked = store.activity.value?.finder
  return store.board.finders.value.find(({ id }) => id === asked)
}

/** Raised hands in their order, each to be taken down once its owner was heard. */
function Hands({ desk }: { desk: Desk }) {
  const signs = desk.store.signs.value
  if (!signs || signs.hands.length === 0) return null
  return (
    <>
      <h3 class="truth-hands-title">
        <SignIcon sign="hand" /> {t('facilitator.hands')}
      </h3>
      <ol class="truth-hands plain">
        {signs.hands.map((hand) => (
          <li key={hand.number}>
            <bdi>{handWords(hand)}</bdi>
            <button
              type="button"
              class="button button-small"
              onClick={() => desk.store.say({ t: 'lower_hand', number: hand.number })}
            >
              {t('facilitator.heard')}
              <span class="visually-hidden">: {handWords(hand)}</span>
            </button>
          </li>
        ))}
      </ol>
      {signs.more !== undefined && signs.more > 0 && (
        <p>{t('signs.more', { count: signs.more })}</p>
      )}
    </>
  )
}
