import { expect } from 'vitest'
import { join } from '../harness/crowd.ts'
import { PAYLOADS } from '../harness/payloads.ts'
import { phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { expectNothingRan, leaderOf } from '../harness/xss.ts'

/** One facilitator sends a few commands a second: as many payloads in each text as it may be long. */
const WHOLE_MS = 240_000

/** Gives all payloads in as few texts as it takes, none of which is longer than `most`. */
function texts(most: number): string[] {
  const together: string[] = []
  let text = ''
  for (const payload of PAYLOADS) {
    expect(payload.length).toBeLessThanOrEqual(most)
    const longer = text ? `${text} ${payload}` : payload
    if (longer.length > most) together.push(text)
    text = longer.length > most ? payload : longer
  }
  return [...together, text]
}

test('500 payloads as the reason why something is hidden are text to its author', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  const leader = await leaderOf(town)
  const phone = phoneOf(await town.phone())
  await phone.start()
  const lived = town.definition.kinds.find(({ id }) => id === 'lived')
  const [area] = town.definition.areas
  if (!lived || !area) throw new Error('a definition without kinds or areas')
  await phone.putFromList(lived, area, 'Mine')
  await phone.saved()
  await phone.tab('card').click()
  const { page: desk } = await town.facilitator()
  const seq = await seqOfTheOnlySticker(town)
  for (const words of texts(140)) {
    const why = { reason: 'private', words } as const
    await leader.do({ do: 'set_hidden', seq, hidden: true, why })
    await shown(phone.page.getByText(words))
    await expectNothingRan([phone.page, desk])
  }
  leader.leave()
})

async function seqOfTheOnlySticker(town: Town): Promise<number> {
  const guest = await join(town.origin(), town.code)
  guest.leave()
  const answer = await fetch(`${town.origin()}/api/snapshot`, {
    headers: { Authorization: `Bearer ${guest.token}` },
  })
  const { stickers } = (await answer.json()) as { stickers: { groups: { seq: number[] }[] } }
  const [seq] = stickers.groups.flatMap((group) => group.seq)
  if (seq === undefined) throw new Error('no sticker')
  return seq
}
