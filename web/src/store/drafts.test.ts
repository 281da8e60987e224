import { effect } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import type { Answer } from '../wire/types.ts'
import { createDrafts } from './drafts.ts'

const jean = { code: 'KWMTRP', token: 'AAAA' }
const mary = { code: 'KWMTRP', token: 'BBBB' }
const elsewhere = { code: 'QQQQQQ', token: 'AAAA' }
const wall = (words: string): Answer => ({ form: 'wall', notes: [{ prompt: 'next', words }] })

beforeEach(() => sessionStorage.clear())

test('what somebody began is theirs alone, and is there again after a reload', () => {
  const before = createDrafts(sessionStorage)
  before.keep(jean, 'looking-back', wall('More tr'))
  before.keep(mary, 'looking-back', wall('A bench'))
  before.keep(mary, 'line', { form: 'line', at: { kind: 'not_sure' } })
  before.drop(mary, 'line')

  const after = createDrafts(sessionStorage)
  expect(after.of(jean)).toEqual({ 'looking-back': wall('More tr') })
  expect(after.of(mary)).toEqual({ 'looking-back': wall('A bench') })
  expect(after.of(elsewhere)).toEqual({})
})

test('who has finished leaves nothing, and neither does a board that is put away', () => {
  const drafts = createDrafts(sessionStorage)
  for (const who of [jean, mary, elsewhere]) drafts.keep(who, 'looking-back', wall('More tr'))
  drafts.forget(jean)
  expect(drafts.of(jean)).toEqual({})
  expect(JSON.stringify(sessionStorage)).toContain('More tr')
  drafts.forgetBoard('KWMTRP')
  expect(drafts.of(mary)).toEqual({})
  expect(drafts.of(elsewhere)).not.toEqual({})
  drafts.forget(elsewhere)
  expect(sessionStorage.length).toBe(0)
})

test('tokens are not written down, and what cannot be read is nothing', () => {
  createDrafts(sessionStorage).keep(jean, 'looking-back', wall('More tr'))
  const [key = ''] = Object.keys(sessionStorage)
  expect(key).not.toContain(jean.token)
  sessionStorage.setItem(key, '{"looking-back":{"form":"wall","notes":7}}')
  expect(createDrafts(sessionStorage).of(jean)).toEqual({})
})

test('whoever reads drafts hears of each change, with a tab that keeps nothing, too', () => {
  const drafts = createDrafts(undefined)
  const seen: number[] = []
  const stop = effect(() => void seen.push(Object.keys(drafts.of(jean)).length))
  drafts.keep(jean, 'looking-back', wall('M'))
  drafts.drop(jean, 'looking-back')
  stop()
  expect(seen).toEqual([0, 1, 0])
})
