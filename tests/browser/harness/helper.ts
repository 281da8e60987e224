import type { BrowserContextOptions } from 'playwright-core'
import { expect } from 'vitest'
import { type Phone, phoneOf, shown } from './phone.ts'
import type { Town } from './town.ts'
import type { Visitor } from './visitor.ts'
import { t } from './words.ts'

/** Somebody who enters for others, found by the words and roles that they meet. */
export type Helper = Phone & {
  /** Takes in somebody new who says yes; the screen is theirs then. */
  add(name: string): Promise<void>
  /** Gives the screen to somebody who is known. */
  switchTo(name: string): Promise<void>
  /** Makes the three words of whoever has the screen, and gives them. */
  makeWords(): Promise<string>
  press(key: string, values?: Record<string, string | number>): Promise<void>
}

/** Gives a phone the hands of somebody who helps. */
export function helperOf(phone: Phone): Helper {
  const { page } = phone
  const press: Helper['press'] = (key, values) =>
    page.getByRole('button', { name: t(key, values), exact: true }).click({ force: true })
  const isTurnOf = (name: string) => shown(page.getByText(turnOf(name), { exact: true }))
  return {
    ...phone,
    press,
    async add(name) {
      const helps = (await page.getByRole('button', { name: t('help.switch') }).count()) > 0
      if (helps) await press('help.switch')
      else await phone.tab('card').click()
      await press(helps ? 'help.add' : 'help.open')
      await page.getByRole('textbox', { name: t('help.name') }).fill(name)
      await press('help.goOn')
      await shown(page.getByText(t('help.consent')))
      await press('help.agrees', { name })
      await isTurnOf(name)
    },
    async switchTo(name) {
      await press('help.switch')
      await phone.sheet.getByRole('listitem').filter({ hasText: name }).getByRole('button').click()
      await isTurnOf(name)
    },
    async makeWords() {
      await phone.tab('card').click()
      await press('card.wordsMake')
      const words = page.locator('.three-words')
      await shown(words)
      return words.innerText()
    },
  }
}

function turnOf(name: string): string {
  if (name === t('help.myself')) return t('help.thisIsYou')
  return name === t('help.paperName') ? name : t('help.helping', { name })
}

/** Comes back by three words on a device that nobody has used. */
export async function comeBack(
  town: Town,
  words: string,
  options?: BrowserContextOptions,
): Promise<Phone> {
  const visitor: Visitor = await town.phone(options)
  const phone = phoneOf(visitor)
  const { page } = visitor
  await page.getByRole('button', { name: t('join.before') }).click()
  await page.getByRole('textbox', { name: t('join.words') }).fill(words)
  await page.getByRole('button', { name: t('join.return') }).click()
  await shown(phone.tab('map'))
  return phone
}

/** Expects that nothing of a board and its people is in a page's browser. */
export async function expectNothingKept({ page }: Visitor): Promise<void> {
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toBe('{}')
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0)
  await expect.poll(() => keptRows(page)).toBe(0)
}

function keptRows(page: Visitor['page']): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const asked = indexedDB.open('kenspeckle')
        asked.addEventListener('error', () => reject(asked.error))
        asked.addEventListener('success', () => {
          const database = asked.result
          if (!database.objectStoreNames.contains('outbox')) return resolve(0)
          const rows = database.transaction('outbox').objectStore('outbox').count()
          rows.addEventListener('success', () => {
            database.close()
            resolve(rows.result)
          })
        })
      }),
  )
}
