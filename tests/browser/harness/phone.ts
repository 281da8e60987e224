import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Area, Definition, StickerKind } from '../../../web/src/wire/types.ts'
import type { Visitor } from './visitor.ts'
import { until } from './until.ts'
import { like, t } from './words.ts'

/** What somebody does on a phone, found by the words and roles that they meet. */
export type Phone = Visitor & {
  /** Presses Start, in the room unless said otherwise, and waits for the board where it begins. */
  arrive(here?: 'room' | 'remote'): Promise<void>
  /** Arrives, and goes to the map. */
  start(here?: 'room' | 'remote'): Promise<void>
  tab(name: 'map' | 'list' | 'questions' | 'card'): Locator
  /** A sticker kind in the legend of the view. */
  kind(kind: StickerKind): Locator
  /** What has risen from the bottom of the page. */
  readonly sheet: Locator
  /** Puts a sticker on an area from the list. */
  putFromList(kind: StickerKind, area: Area, note?: string): Promise<void>
  /** The line about what was done last. */
  readonly last: Locator
  /** Waits until the server has what was done last. */
  saved(): Promise<void>
  /** The heading of every sticker on my card, the oldest first. */
  myStickers(): Promise<string[]>
}

/** Gives a visitor the hands for the phone page. */
export function phoneOf(visitor: Visitor): Phone {
  const { page } = visitor
  const last = page.getByRole('region', { name: t('phone.afterLabel') })
  const tab: Phone['tab'] = (name) =>
    page
      .getByRole('navigation', { name: t('phone.views') })
      .getByRole('button', { name: t(`phone.tab.${name}`) })
  const sheet = page.getByRole('dialog')
  const kind: Phone['kind'] = ({ label }) =>
    page
      .getByRole('main')
      .getByRole('group', { name: t('phone.chooseKind') })
      .getByText(label)
  const saved = () => shown(last.getByText(t('phone.saved')))
  const arrive: Phone['arrive'] = async (here = 'room') => {
    if (here === 'remote') await page.getByText(t('join.hereRemote')).click()
    await page.getByRole('button', { name: t('join.start'), exact: true }).click()
    await shown(tab('map'))
    await shown(page.getByText(like(here === 'room' ? 'phone.people' : 'phone.peopleBoth')))
  }
  return {
    ...visitor,
    tab,
    kind,
    sheet,
    last,
    saved,
    arrive,
    async start(here) {
      await arrive(here)
      await tab('map').click()
    },
    async putFromList(what, area, note) {
      await tab('list').click()
      await page.getByRole('main').getByRole('button', { name: area.name }).first().click()
      await sheet.getByText(what.label).click()
      if (note !== undefined) {
        await sheet.getByRole('button', { name: t('phone.addWordsOptional') }).click()
        await sheet.getByRole('textbox', { name: t('phone.note') }).fill(note)
      }
      await sheet.getByRole('button', { name: t('phone.putHere') }).click()
      await gone(sheet)
    },
    async myStickers() {
      await tab('card').click()
      const part = page.locator('section', {
        has: page.getByRole('heading', { name: t('card.stickers') }),
      })
      await shown(part)
      return part.getByRole('listitem').allInnerTexts()
    },
  }
}

/** Waits until something can be seen. */
export async function shown(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'visible', timeout: 20_000 })
}

/** Waits until nothing of it can be seen. */
export async function gone(locator: Locator): Promise<void> {
  await expect.poll(() => locator.count(), { timeout: 20_000 }).toBe(0)
}

/** Gives an area of the board by its id. */
export function areaOf({ areas }: Definition, id: string): Area {
  const found = areas.find((area) => area.id === id)
  if (!found) throw new Error(`no area ${id}`)
  return found
}

/** Gives a kind of the board's legend by its id. */
export function kindOf({ kinds }: Definition, id: string): StickerKind {
  const found = kinds.find((kind) => kind.id === id)
  if (!found) throw new Error(`no kind ${id}`)
  return found
}

/** Waits until a list of texts holds, and gives it. */
export function texts(locator: Locator, holds: (texts: string[]) => boolean): Promise<string[]> {
  return until('the texts are right', async () => {
    const found = await locator.allInnerTexts()
    return holds(found) && found
  })
}
