import { signal } from '@preact/signals'
import { getLinks } from '../store/index.ts'
import { failureWords } from '../phone/refusal.ts'
import { calmChosen } from '../ui/calm.ts'
import type { Desk } from './desk.ts'

/** The display link that this page was given; asked for once, since each asking makes a new one. */
export const displayUrl = signal<string | undefined>(undefined)

/** Why the display link did not come, until it does. */
export const failed = signal<string | undefined>(undefined)

/** Gets the display link, if need be, and says whether it is there. */
export async function fetchDisplayUrl(desk: Desk): Promise<boolean> {
  if (displayUrl.peek()) return true
  const links = await getLinks(desk.token)
  failed.value = links.ok ? undefined : failureWords(links.failure)
  if (links.ok) displayUrl.value = links.value.display_url
  else desk.say(failureWords(links.failure))
  return links.ok
}

/**
 * Opens the display in a new window.
 *
 * The window is opened at once, while the browser still counts the press, and gets its address when
 * that is known. It must not reach back to this page.
 */
export async function openDisplay(desk: Desk): Promise<void> {
  const opened = window.open('', '_blank')
  if (opened) opened.opener = null
  const url = (await fetchDisplayUrl(desk)) ? displayUrl.peek() : undefined
  if (!url || !opened) return opened?.close()
  opened.location.href = calmChosen() ? calmly(url) : url
}

/** A display on another device learns it from its link. */
function calmly(link: string): string {
  const url = new URL(link)
  url.searchParams.set('calm', '')
  return url.href
}
