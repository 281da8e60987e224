import './now.css'
import type { Handled } from '../../wire/types.ts'
import { language, t } from '../../words/index.ts'
import { store } from '../app.ts'

/** What the facilitator did to people's things, for everybody to read. */
export function Deeds() {
  const deeds = store.board.handled.value
  return (
    <section class="card-part">
      <h3>{t('card.deeds')}</h3>
      {deeds.length === 0 && <p>{t('card.noDeeds')}</p>}
      <ul class="deeds plain">
        {[...deeds].reverse().map((one) => (
          <li key={one.rev}>{words(one)}</li>
        ))}
      </ul>
    </section>
  )
}

function words({ at_ms, deed, to, reason }: Handled): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = new Intl.DateTimeFormat(language(), format).format(at_ms)
  const what = t(`card.deed.${deed}`, { what: t(`card.thing.${to}`) })
  const why = reason && reason !== 'other' ? t(`card.deedReason.${reason}`) : ''
  return t(why ? 'card.deedLineWhy' : 'card.deedLine', { time, what, why })
}
