import type { Command } from '../../../web/src/wire/types.ts'
import { join } from '../harness/crowd.ts'
import { kept, packed } from '../harness/payloads.ts'
import { areaOf, kindOf, phoneOf } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import type { Town } from '../harness/town.ts'
import { expectNothingRan, leaderOf, reading, readWhen, STILL } from '../harness/xss.ts'

/** One facilitator sends a few commands a second. */
const WHOLE_MS = 240_000

test('500 payloads as the reason why something is hidden are text to its author', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await giveReasons(town, (seq, words) => ({
    do: 'set_hidden',
    seq,
    hidden: true,
    why: { reason: 'private', words },
  }))
})

test('500 payloads as the reason why somebody is paused are text to them', {
  timeout: WHOLE_MS,
}, async ({ town }) => {
  await giveReasons(town, (seq, words) => ({
    do: 'set_muted',
    seq,
    muted: true,
    why: { reason: 'hurtful', words },
  }))
})

/** Does something to somebody's sticker, with every payload as its reason, before their eyes. */
async function giveReasons(
  town: Town,
  deed: (seq: number, words: string) => Command,
): Promise<void> {
  const leader = await leaderOf(town)
  const phone = phoneOf(await town.phone(STILL))
  await phone.start()
  const lived = kindOf(town.definition, 'lived')
  await phone.putFromList(lived, areaOf(town.definition, 'govan'), 'Mine')
  await phone.saved()
  await phone.tab('card').click()
  const { page: desk } = await town.facilitator(STILL)
  const seq = await seqOfTheOnlySticker(town)
  const told = reading()
  for (const words of packed(140).map(kept)) {
    await leader.do(deed(seq, words))
    await Promise.all([readWhen(phone.page, ['.my-hidden', words], told), expectNothingRan([desk])])
  }
  leader.leave()
}

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
