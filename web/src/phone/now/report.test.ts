import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import type { Aside, Outcome, Status } from '../../store/index.ts'
import { TestClock } from '../../store/testing.ts'
import { reportDoing } from './report.ts'

let clock: TestClock
let said: Aside[]
let outcome: (outcome: Outcome) => void
const status = signal<Status>({ is: 'connecting' })
const waiting = signal<readonly { id: string; command: { do: 'bring' } }[]>([])
const one = { id: 'a', command: { do: 'bring' } } as const

beforeEach(() => {
  clock = new TestClock()
  said = []
  status.value = { is: 'live' }
  waiting.value = []
  document.body.innerHTML = '<form><input></form><p><input></p>'
  return reportDoing(
    {
      status,
      waiting,
      say: (message) => void said.push(message),
      onOutcome: (listener) => {
        outcome = listener
        return () => true
      },
    },
    clock,
  )
})

const write = (into: string) =>
  document.querySelector(into)?.dispatchEvent(new Event('input', { bubbles: true }))

test('R6.9 what is saved at its usual pace is not worth a word', () => {
  waiting.value = [one]
  clock.pass(100)
  waiting.value = []
  clock.pass(5000)
  expect(said).toEqual([])
})

test('R6.9 what stays unsaved is told of, and that it was saved', () => {
  waiting.value = [one]
  clock.pass(800)
  waiting.value = []
  clock.pass(800)
  expect(said).toEqual([
    { t: 'doing', busy: false, unsent: 1 },
    { t: 'doing', busy: false, unsent: 0 },
  ])
})

test('R6.9 somebody who writes in a form is busy until it is sent or put down', () => {
  write('p input')
  clock.pass(1000)
  expect(said).toEqual([])
  write('form input')
  clock.pass(800)
  expect(said).toEqual([{ t: 'doing', busy: true, unsent: 0 }])
  outcome({ is: 'saved', id: 'a', command: one.command, rev: 1, repeated: false })
  clock.pass(800)
  expect(said[1]).toEqual({ t: 'doing', busy: false, unsent: 0 })
  write('form input')
  clock.pass(800)
  clock.pass(20_000)
  expect(said.slice(2).map((aside) => aside.t === 'doing' && aside.busy)).toEqual([true, false])
})

test('R6.9 a server that greets anew is told again', () => {
  waiting.value = [one]
  clock.pass(800)
  status.value = { is: 'away', since: 0 }
  clock.pass(5000)
  expect(said.length).toBe(1)
  status.value = { is: 'live' }
  clock.pass(800)
  expect(said[1]).toEqual({ t: 'doing', busy: false, unsent: 1 })
})
