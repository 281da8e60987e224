import type { Locator } from 'playwright-core'
import type { Finder } from '../../../web/src/wire/types.ts'
import type { Visitor } from './visitor.ts'
import { like, t } from './words.ts'

/** What a facilitator does, found by the words and roles that they meet. */
export type Desk = Visitor & {
  /** Everything about one opinion finder. */
  question(finder: Pick<Finder, 'question'>): Locator
  open(finder: Pick<Finder, 'question'>): Promise<void>
  close(finder: Pick<Finder, 'question'>): Promise<void>
  reveal(finder: Pick<Finder, 'question'>): Promise<void>
  hideAnswers(finder: Pick<Finder, 'question'>): Promise<void>
  /** Presses something, not so soon after the last press that it is taken for a slip. */
  calmly(button: Locator): Promise<void>
  /** Chooses from a list, as calmly. */
  choose(list: Locator, value: string): Promise<void>
  /** Presses a button of the page by its key in `en.json`. */
  press(key: string): Promise<void>
  /** Waits until nobody would lose by going on, as a facilitator does who is asked. */
  allSaved(): Promise<void>
  /** Unfolds what is folded under words. */
  unfold(words: string | RegExp): Promise<void>
}

/** The page takes two presses within this for a slip of the hand, in milliseconds. */
const SLIP_MS = 600

/** Gives a visitor the hands for the facilitator's page. */
export function deskOf(visitor: Visitor): Desk {
  const { page } = visitor
  const question: Desk['question'] = (finder) =>
    page
      .getByRole('region', { name: t('facilitator.questions') })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: finder.question }) })
  const inCalm = async (press: () => Promise<unknown>) => {
    await page.waitForFunction((slip) => {
      const { pressed = -slip } = window as { pressed?: number }
      return performance.now() - pressed > slip
    }, SLIP_MS)
    await press()
    await page.evaluate(() => Object.assign(window, { pressed: performance.now() }))
  }
  const calmly: Desk['calmly'] = (button) => inCalm(() => button.click())
  const on = (key: string) => (finder: Pick<Finder, 'question'>) =>
    calmly(question(finder).getByRole('button', { name: t(key), exact: true }))
  const allSaved = async () => {
    // A phone that sleeps is a line that broke: no more is known then, and nothing to wait for.
    const known = page.getByText(t('facilitator.truth.reachedSaved'))
    await page.getByText(t('facilitator.truth.allSaved')).or(known).waitFor()
    const busy = page.getByText(like('facilitator.truth.busy'))
    await busy.waitFor({ state: 'hidden', timeout: 30_000 })
  }
  return {
    ...visitor,
    question,
    calmly,
    choose: (list, value) => inCalm(() => list.selectOption(value)),
    async open(finder) {
      // The welcome's is open from the beginning.
      const close = t('facilitator.closeShort')
      const isOpen = question(finder).getByRole('button', { name: close, exact: true })
      if (!(await isOpen.isVisible())) await on('facilitator.open')(finder)
    },
    close: on('facilitator.closeShort'),
    async reveal(finder) {
      await allSaved()
      await on('facilitator.revealShort')(finder)
    },
    hideAnswers: on('facilitator.hideShort'),
    allSaved,
    press: (key) => calmly(page.getByRole('button', { name: t(key), exact: true }).first()),
    unfold: (words) => page.locator('summary').filter({ hasText: words }).click(),
  }
}
