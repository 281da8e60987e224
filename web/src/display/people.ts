import type { Presence } from '../wire/types.ts'
import { t, type WordKey } from '../words/index.ts'

/** Gives how many take part: 'Five people are here', 'Five people are here and two elsewhere'. */
export function peopleWords({ room, remote }: Presence): string {
  if (room + remote === 0) return t('display.nobody')
  const here = t('display.people', { count: room, who: capital(inWords(room)) })
  if (remote === 0) return here
  const elsewhere = inWords(remote)
  if (room > 0) return t('display.peopleAndRemote', { here, who: elsewhere })
  return t('display.remote', { count: remote, who: capital(elsewhere) })
}

/** Small numbers read more warmly as words. */
const words: readonly WordKey[] = [
  'display.number.0',
  'display.number.1',
  'display.number.2',
  'display.number.3',
  'display.number.4',
  'display.number.5',
  'display.number.6',
  'display.number.7',
  'display.number.8',
  'display.number.9',
  'display.number.10',
  'display.number.11',
  'display.number.12',
]

function inWords(count: number): string {
  const word = words[count]
  return word ? t(word) : t('display.number.more', { count })
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1)
}
