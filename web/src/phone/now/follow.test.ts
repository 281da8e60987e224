import { expect, test } from 'vitest'
import type { Activity } from '../../wire/types.ts'
import { viewOf } from './follow.ts'

const activity = (kind: Activity['kind']): Activity => ({
  id: 'x',
  kind,
  title: 'X',
  state: 'open',
})

test('stickers are put on the map, or in the list by whoever uses it; all else is on Now', () => {
  expect(viewOf(activity('stickers'), 'questions')).toBe('map')
  expect(viewOf(activity('stickers'), 'list')).toBe('list')
  expect(viewOf(activity('vote'), 'map')).toBe('questions')
  expect(viewOf(activity('break'), 'list')).toBe('questions')
})
