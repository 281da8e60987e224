import { expect, test } from 'vitest'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** What a page is made of, beside its own folder. */
const shared = ['map', 'tally', 'ui', 'words', 'store', 'wire']

/** The keys that a page's sources ask for, as far as they stand there in full. */
function asked(page: string): string[] {
  const own = Object.entries(sources).filter(
    ([path]) => !path.includes('.test.') && [page, ...shared].includes(path.split('/')[1] ?? ''),
  )
  return own.flatMap(([, source]) =>
    [...source.matchAll(/\bt\(\s*['`]([\w.]+)/g)].map(([, key = '']) => key),
  )
}

test.each(['phone', 'display', 'facilitator'])('the %s page learns every word it uses', (page) => {
  const learnt = [`./${page}.ts`, `./${page}-later.ts`].flatMap(
    (file) => /words:([\w.,]+)/.exec(sources[file] ?? '')?.[1]?.split(',') ?? [],
  )
  const missing = asked(page).filter(
    (key) => !learnt.some((name) => `${key}.`.startsWith(`${name}.`)),
  )
  expect(missing).toEqual([])
  expect(asked(page).length).toBeGreaterThan(10)
})
