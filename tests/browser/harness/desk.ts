import type { Locator } from 'playwright-core'
import type { Finder } from '../../../web/src/wire/types.ts'
import type { Visitor } from './visitor.ts'
import { t } from './words.ts'

/** What a facilitator does, found by the words and roles that they meet. */
export type Desk = Visitor & {
  /** Everything about one opinion finder. */
  question(finder: Finder): Locator
  open(finder: Finder): Promise<void>
  close(finder: Finder): Promise<void>
  reveal(finder: Finder): Promise<void>
  hideAnswers(finder: Finder): Promise<void>
  /** Presses a button of the page by its key in `en.json`. */
  press(key: string): Promise<void>
  /** Unfolds what is folded under words. */
  unfold(words: string | RegExp): Promise<void>
}

/** Gives a visitor the hands for the facilitator's page. */
export function deskOf(visitor: Visitor): Desk {
  const { page } = visitor
  const question: Desk['question'] = (finder) =>
    page
      .getByRole('region', { name: t('facilitator.questions') })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: finder.question }) })
  const on = (key: string) => (finder: Finder) =>
    question(finder)
      .getByRole('button', { name: t(key), exact: true })
      .click()
  return {
    ...visitor,
    question,
    open: on('facilitator.open'),
    close: on('facilitator.close'),
    reveal: on('facilitator.reveal'),
    hideAnswers: on('facilitator.hideAnswers'),
    press: (key) =>
      page
        .getByRole('button', { name: t(key), exact: true })
        .first()
        .click(),
    unfold: (words) => page.locator('summary').filter({ hasText: words }).click(),
  }
}
