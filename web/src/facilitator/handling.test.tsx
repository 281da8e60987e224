import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type TestSocket, welcome } from '../store/testing.ts'
import type { GuestName, Tally } from '../wire/types.ts'
import { t } from '../words/index.ts'
import type { Desk } from './desk.ts'
import { MuteButton } from './MuteButton.tsx'
import { People } from './People.tsx'
import { Questions } from './Questions.tsx'
import { openDesk } from './testing.ts'
import { TruthStrip } from './Truth.tsx'
import { Waiting } from './Waiting.tsx'

let desk: Desk
let socket: TestSocket
let box: HTMLElement

beforeEach(() => {
  ;({ desk, socket } = openDesk())
  box = document.body.appendChild(document.createElement('div'))
})

afterEach(() => {
  render(null, box)
  box.remove()
  desk.close()
  desk.store.close()
})

const wall = (notes: { seq: number; words: string; waits?: boolean }[]): Tally => ({
  form: 'wall',
  people: notes.length,
  prompts: [
    {
      prompt: 'next',
      notes: notes.map(({ seq, words, waits }) => ({
        seq,
        part: 1,
        words,
        ...(waits ? { standing: { is: 'waiting' as const } } : {}),
      })),
    },
  ],
})

/** A wall that is asked again, with notes of the round before. */
function askAgain() {
  const form = { form: 'wall' as const, prompts: [{ id: 'next', label: 'Next' }] }
  const before = wall([
    { seq: 7, words: 'More trees', waits: true },
    { seq: 8, words: 'A bench' },
  ])
  desk.store.board.apply(2, 3, [
    {
      t: 'finder',
      id: 'wall',
      open: true,
      revealed: true,
      round: 1,
      answered: 0,
      skipped: 2,
      tally: wall([]),
      before,
      made: { id: 'wall', question: 'What next?', form, threshold: 1 },
    },
    {
      t: 'agenda',
      now: 'a',
      activities: [{ id: 'a', kind: 'finder', title: 'A', finder: 'wall', state: 'open' }],
    },
  ])
}

const press = (words: string) =>
  act(() => {
    const buttons = [...box.querySelectorAll('button')]
    buttons.find((button) => button.textContent?.startsWith(words))?.click()
  })

test('R5.19 R5.28 words of the round before that wait can still be read and shown', () => {
  askAgain()
  act(() => render(<Waiting desk={desk} />, box))
  expect(box.textContent).toContain('More trees')
  expect(box.textContent).not.toContain('A bench')
  press(t('facilitator.show'))
  expect(desk.store.waiting.value.map(({ command }) => command)).toEqual([
    { do: 'set_hidden', seq: 7, part: 1, hidden: false },
  ])
})

test('R5.20 R5.28 words of the round before can be hidden before anybody has answered anew', () => {
  askAgain()
  act(() => render(<Questions desk={desk} />, box))
  expect(box.textContent).toContain(t('facilitator.ownBefore'))
  expect(box.textContent).toContain('A bench')
})

/** Three people show a name, and one tells theirs to whoever leads alone. */
function giveNames() {
  const guest_names: GuestName[] = [
    { guest: 'a1', name: 'Ali' },
    { guest: 'b2', name: 'Rude', standing: { is: 'hidden', reason: 'hurtful' } },
    { guest: 'c3', name: 'Senga', standing: { is: 'waiting' } },
  ]
  const names = ['Ali', 'Jean', 'Rude', 'Senga']
  act(() => void desk.store.board.apply(2, 3, [{ t: 'names', names, guest_names }]))
}

const asked = () => desk.store.waiting.value.map(({ command }) => command)
const row = (name: string) =>
  [...box.querySelectorAll('li')].find((one) => one.querySelector('bdi')?.textContent === name)

test('R5.23 each name says who reads it, and only those that all read can be hidden', () => {
  giveNames()
  act(() => render(<People desk={desk} />, box))
  expect(box.textContent).toContain(t('facilitator.names', { count: 4 }))
  expect(row('Ali')?.textContent).toContain(t('facilitator.nameOpen'))
  expect(row('Rude')?.textContent).toContain(t('facilitator.nameHidden'))
  expect(row('Senga')?.textContent).toContain(t('facilitator.nameWaiting'))
  expect([...box.querySelectorAll('.names li')].map((one) => one.textContent)).toEqual(['Jean'])
  expect(box.querySelector('.names button')).toBeNull()
  press(`${t('facilitator.hide')}: Ali`)
  const reason = [...box.querySelectorAll('label')].find((one) =>
    one.textContent?.includes(t('facilitator.reason.hurtful')),
  )
  act(() => reason?.querySelector('input')?.click())
  act(() => box.querySelector<HTMLButtonElement>('[role=dialog] .button-primary')?.click())
  expect(asked()).toEqual([
    { do: 'set_name_hidden', guest: 'a1', hidden: true, why: { reason: 'hurtful' } },
  ])
  expect(desk.last.value?.words).toBe(t('facilitator.done.hidden'))
  act(desk.undo)
  expect(asked()[1]).toMatchObject({ do: 'set_name_hidden', guest: 'a1', hidden: false })
})

test('R5.23 a hidden name is shown again with one press', () => {
  giveNames()
  act(() => render(<People desk={desk} />, box))
  press(`${t('facilitator.restore')}: Rude`)
  expect(asked()).toEqual([{ do: 'set_name_hidden', guest: 'b2', hidden: false }])
})

test('R5.20 a name that waits is among all else that waits', () => {
  giveNames()
  act(() => render(<Waiting desk={desk} />, box))
  expect(box.textContent).toContain(t('facilitator.waitingWords', { count: 1 }))
  expect(box.textContent).toContain('Senga')
  expect(box.textContent).not.toContain('Rude')
  press(`${t('facilitator.show')}: Senga`)
  expect(asked()).toEqual([{ do: 'set_name_hidden', guest: 'c3', hidden: false }])
})

test('R5.22 whoever is paused reads the same reasons as whoever is hidden', () => {
  act(() =>
    render(<MuteButton desk={desk} seq={7} part={1} muted={false} what="More trees" />, box),
  )
  press(t('facilitator.mute'))
  const reasons = [...box.querySelectorAll('[type=radio]')]
  expect(reasons).toHaveLength(6)
  const hurtful = reasons.find((one) =>
    one.closest('label')?.textContent?.includes(t('facilitator.reason.hurtful')),
  )
  act(() => (hurtful as HTMLInputElement | undefined)?.click())
  act(() => box.querySelector<HTMLButtonElement>('.button-primary')?.click())
  expect(desk.store.waiting.value.map(({ command }) => command)).toEqual([
    { do: 'set_muted', seq: 7, part: 1, muted: true, why: { reason: 'hurtful' } },
  ])
})

test('R5.26 a closed question says that late answers of a few are left out, and how to count all', () => {
  const line = (late: boolean) => {
    const made = { id: 'q', question: 'How much say?', threshold: 5 }
    desk.store.board.apply(late ? 2 : 3, late ? 3 : 4, [
      {
        t: 'finder',
        id: 'q',
        open: false,
        revealed: true,
        answered: 6,
        skipped: 0,
        ...(late ? { late } : {}),
        made: { ...made, form: { form: 'line', from: 'None', to: 'A lot' } },
      },
    ])
  }
  line(true)
  act(() => render(<Questions desk={desk} />, box))
  expect(box.textContent).toContain(t('facilitator.late'))
  expect(box.textContent).toContain(t('facilitator.askAgain'))
  act(() => line(false))
  expect(box.textContent).not.toContain(t('facilitator.late'))
})

test('R6.9 one strip says who is in the room and who elsewhere, and names skips', () => {
  askAgain()
  const presence = { ...welcome.presence, room: 12, remote: 2 }
  socket.welcome({ role: 'facilitator', rev: 3, presence })
  socket.say({
    t: 'truth',
    joined: 14,
    placed: 11,
    answered: 9,
    busy: 0,
    unsent: 0,
    slow: 0,
    lost: 0,
  })
  act(() => render(<TruthStrip desk={desk} />, box))
  const said = [...box.querySelectorAll('li')].map((one) => one.textContent)
  expect(said).toContain(t('facilitator.inRoom', { count: 12 }))
  expect(said).toContain(t('facilitator.elsewhere', { count: 2 }))
  // As the question's own card says.
  expect(said).toContain(t('facilitator.truth.answered', { count: 0 }))
  expect(said).toContain(t('facilitator.truth.skipped', { count: 2 }))
})

test('R6.9 while lines are broken, the strip claims no more than it knows', () => {
  const truth = { joined: 5, placed: 2, answered: 1, busy: 0, unsent: 0, slow: 0 }
  socket.welcome({ role: 'facilitator', rev: 2 })
  act(() => render(<TruthStrip desk={desk} />, box))
  const safe = () => box.querySelector('.truth-safe')?.textContent
  act(() => socket.say({ t: 'truth', ...truth, lost: 0 }))
  expect(safe()).toBe(t('facilitator.truth.allSaved'))
  act(() => socket.say({ t: 'truth', ...truth, lost: 1 }))
  expect(safe()).toBe(t('facilitator.truth.reachedSaved'))
  act(() => socket.say({ t: 'truth', ...truth, lost: 1, unsent: 1 }))
  expect(safe()).toBeUndefined()
})

test('R5.20 hiding what waits, or showing it, leaves nothing that an undo could publish', () => {
  giveNames()
  const note = { seq: 4, kind: 'lived', area: 'govan', at: [0, 0] as [number, number], note: 'Mud' }
  const form = { form: 'wall' as const, prompts: [{ id: 'next', label: 'Next' }] }
  act(() => {
    desk.store.board.apply(3, 4, [
      { t: 'sticker', ...note, note_standing: { is: 'waiting' } },
      {
        t: 'finder',
        id: 'wall',
        open: true,
        revealed: true,
        tally: wall([
          { seq: 7, words: 'More trees', waits: true },
          { seq: 8, words: 'A bench' },
        ]),
        made: { id: 'wall', question: 'What next?', form, threshold: 1 },
      },
    ])
  })
  const undone = (thing: Parameters<Desk['do']>[0]) => {
    desk.do(thing)
    return desk.last.value?.back
  }
  vi.spyOn(performance, 'now').mockImplementation(() => (time += 1000))
  let time = 10_000
  for (const hidden of [true, false]) {
    expect(undone({ do: 'set_hidden', seq: 4, part: 1, hidden })).toBeUndefined()
    expect(undone({ do: 'set_hidden', seq: 7, part: 1, hidden })).toBeUndefined()
    expect(undone({ do: 'set_name_hidden', guest: 'c3', hidden })).toBeUndefined()
    // The sticker itself waits for nobody, nor do words that all read.
    expect(undone({ do: 'set_hidden', seq: 4, hidden })).toBeDefined()
    expect(undone({ do: 'set_hidden', seq: 8, part: 1, hidden })).toBeDefined()
    expect(undone({ do: 'set_name_hidden', guest: 'a1', hidden })).toBeDefined()
  }
  vi.restoreAllMocks()
})
