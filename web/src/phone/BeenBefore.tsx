import { t } from '../words/index.ts'
import { screen, trouble } from './app.ts'

/** The way back in for people who made three words. */
export function BeenBefore() {
  return (
    <button
      type="button"
      class="button button-quiet button-wide"
      onClick={() => {
        trouble.value = ''
        screen.value = 'return'
      }}
    >
      {t('join.before')}
    </button>
  )
}
