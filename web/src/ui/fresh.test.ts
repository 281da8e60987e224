import { expect, test } from 'vitest'
import { added, fresh } from './fresh.ts'

test('R6.11 what is new is the difference, also over messages that were lost', () => {
  expect(fresh({ clap: 2 }, { clap: 5, heart: 1 })).toEqual({ clap: 3, heart: 1 })
  expect(fresh({ clap: 2 }, { clap: 2 })).toEqual({})
})

test('R6.11 a server that was started anew counts from the beginning', () => {
  expect(fresh({ clap: 9, heart: 2 }, { clap: 1 })).toEqual({ clap: 1 })
})

test('counts are added sign by sign', () => {
  expect(added({ clap: 1, heart: 2 }, { heart: 1, agree: 1 })).toEqual({
    clap: 1,
    heart: 3,
    agree: 1,
  })
})
