import { t } from '../../words/index.ts'
import { finishWords, panel, people, present } from './party.ts'

/** On the card: the way to help people who have no phone, and to finish helping one. */
export function HelpSection() {
  const now = present.value
  const go = (to: typeof panel.value) => () => {
    panel.value = to
  }
  if (now && now.is !== 'self') {
    return (
      <section class="card-part">
        <button type="button" class="button" onClick={go('finish')}>
          {finishWords(now)}
        </button>
      </section>
    )
  }
  return (
    <section class="card-part">
      <h3>{t('help.title')}</h3>
      <p>{t('help.lead')}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={go(people.value.length > 0 ? 'people' : 'add')}
        >
          {t('help.open')}
        </button>
        <button type="button" class="button" onClick={go('paper')}>
          {t('paper.open')}
        </button>
      </div>
    </section>
  )
}
