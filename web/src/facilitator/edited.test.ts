import { expect, test } from 'vitest'
import type { Activity } from '../wire/types.ts'
import { edited } from './edited.ts'

const draft: Activity = {
  id: 'a',
  kind: 'break',
  title: 'Tea',
  state: 'open',
  skipped: true,
  notes: 'Bring cups',
  text: ' ',
}

test('R5.14 who saves notes changes nothing that another facilitator did meanwhile', () => {
  const { skipped: _, ...now } = { ...draft, state: 'closed' as const, title: 'Old' }
  const saved = { id: 'a', kind: 'break', title: 'Tea', state: 'closed', notes: 'Bring cups' }
  expect(edited(draft, [now], false)).toEqual(saved)
  expect(edited(draft, [{ ...now, skipped: true }], false)).toEqual({ ...saved, skipped: true })
})

test('R5.14 what another facilitator removed meanwhile is not made again', () => {
  expect(edited(draft, [], false)).toBeUndefined()
  const { skipped: _, ...fresh } = draft
  expect(edited({ ...fresh, state: 'closed' }, [], true)).toMatchObject({ state: 'closed' })
})
