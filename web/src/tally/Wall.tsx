import { t } from '../words/index.ts'
import type { Described } from './describe.ts'

type WallOf = Extract<Described, { is: 'wall' }>

/** Notes under their prompts, as slips of paper. Those that wait or are hidden are not shown. */
export function Wall({ wall }: { wall: WallOf }) {
  return (
    <div class={`tally-wall tally-wall-${wall.prompts.length}`}>
      {wall.prompts.map(({ id, label, notes }) => {
        const shown = notes.filter(({ standing }) => !standing)
        return (
          <div class="tally-prompt" key={id} role="group" aria-label={label}>
            <p class="tally-round">{label}</p>
            {shown.length === 0 && <p class="tally-none">{t('tally.noNotes')}</p>}
            <ul class="slips plain">
              {shown.map(({ seq, part = 0, words }) => (
                <li class={`slip slip-${(seq + part) % 4}`} key={`${seq} ${part}`} dir="auto">
                  {words}
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}
