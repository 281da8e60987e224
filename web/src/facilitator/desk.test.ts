import { afterEach, beforeEach, expect, test } from 'vitest'
import { settle, type TestSocket } from '../store/testing.ts'
import type { Command } from '../wire/types.ts'
import { refusalWords } from '../phone/refusal.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './testing.ts'

let desk: Desk
let socket: TestSocket

beforeEach(async () => {
  ;({ desk, socket } = openDesk())
  await settle()
  socket.welcome({ role: 'facilitator' })
  await settle()
})

afterEach(() => {
  desk.close()
  desk.store.close()
})

const form = { form: 'line' as const, from: 'None', to: 'A lot' }
const finder = { id: 'q', question: 'How much say?', form, threshold: 5 }
const activity = { id: 'a', kind: 'finder' as const, title: 'Say', state: 'closed' as const }
const asks: Command[] = [
  { do: 'put_finder', finder },
  { do: 'put_activity', activity: { ...activity, finder: 'q' } },
  { do: 'go_to', activity: 'a' },
]
const waiting = () => desk.store.waiting.value.map(({ command }) => command)
const somebody = (busy: number) =>
  socket.say({ t: 'truth', joined: 3, placed: 3, busy, unsent: 0, slow: 0, lost: 0 })
const refuse = async (at: number, code: 'bad_finder' | 'unknown_finder' | 'unknown_activity') => {
  const id = ids[at] ?? ''
  socket.say({ t: 'refused', id, code, words: '' })
  await settle()
}
let ids: string[] = []
const press = async (commands: readonly Command[]) => {
  desk.doAll(commands)
  await settle()
  ids = desk.store.waiting.value.map(({ id }) => id)
}

test('R5.29 a new question is kept although whoever asks it waits with going on', async () => {
  somebody(1)
  await press(asks)
  expect(waiting()).toEqual(asks.slice(0, 2))
  expect(desk.asking.value).toEqual(asks.slice(2))
  desk.stay()
  expect(desk.asking.value).toBeUndefined()
  expect(waiting()).toEqual(asks.slice(0, 2))
})

test('R5.29 with nobody at work, or once it is confirmed, all of it is sent in its order', async () => {
  await press(asks)
  expect(waiting()).toEqual(asks)
})

test('R5.29 going on after all sends the rest', async () => {
  somebody(1)
  await press(asks)
  desk.moveOn()
  expect(waiting()).toEqual(asks)
})

test('of commands that belong together, the first refusal is told', async () => {
  await press(asks)
  await refuse(0, 'bad_finder')
  await refuse(1, 'unknown_finder')
  await refuse(2, 'unknown_activity')
  expect(desk.last.value).toMatchObject({ is: 'refused', words: refusalWords('bad_finder', '') })
})

test('what was refused is not gone on to', async () => {
  somebody(1)
  await press(asks)
  await refuse(0, 'bad_finder')
  expect(desk.asking.value).toBeUndefined()
  expect(desk.last.value?.words).toBe(t('refused.bad_finder'))
})
