import { expect, test } from 'vitest'
import type { Handled } from '../wire/types.ts'
import { paused } from './paused.ts'

const deed = (rev: number, deed: Handled['deed'], ends?: number): Handled => ({
  rev,
  at_ms: rev,
  deed,
  to: 'placing',
  ...(ends === undefined ? {} : { ends }),
})

test('R5.22 a pause lasts until something ends it, or takes its place', () => {
  const handled = [
    deed(3, 'muted'),
    deed(4, 'muted'),
    deed(5, 'hidden'),
    deed(6, 'unmuted', 3),
    deed(7, 'muted', 4),
  ]
  expect(paused(handled).map(({ rev }) => rev)).toEqual([7])
  expect(paused([])).toEqual([])
})
