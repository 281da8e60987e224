import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { snapshot, TestSocket } from '../../store/testing.ts'
import type { Signs } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { setVoice, store } from '../app.ts'
import { HandsSeen, SignsSeen } from './Seen.tsx'

let socket: TestSocket
let box: HTMLElement
const spoken: string[] = []

const hands: Signs = {
  hands: [
    { number: 1, name: 'Ali', here: 'room' },
    { number: 2, here: 'remote' },
  ],
  sent: {},
  mine: 2,
}

beforeEach(() => {
  spoken.length = 0
  setVoice({
    own: () => undefined,
    others: (sentence) => void spoken.push(sentence()),
    setOthers: () => undefined,
    destroy: () => undefined,
  })
  vi.stubGlobal('WebSocket', function open() {
    socket = new TestSocket()
    return socket
  })
  store.board.load(snapshot())
  box = document.body.appendChild(document.createElement('div'))
})

afterEach(() => {
  act(() => render(null, box))
  box.remove()
  store.leave()
  document.documentElement.removeAttribute('data-calm')
  vi.unstubAllGlobals()
})

function come(here: 'room' | 'remote') {
  store.start({ token: 'AAAA', here })
  socket.welcome({ signs: { hands: [], sent: { clap: 4 } } })
  const both = (
    <>
      <HandsSeen />
      <SignsSeen />
    </>
  )
  act(() => render(both, box))
}

const say = (signs: Signs) => act(() => socket.say({ t: 'signs', ...signs }))

test('R6.10 whoever is elsewhere sees whose hands are up, my own apart', () => {
  come('remote')
  const line = box.querySelector('[role=status]')
  expect(line?.textContent).toBe('')
  say(hands)
  expect(line?.textContent).toBe(t('signs.handsUp', { who: 'Ali' }))
})

test('R6.11 signs that come are shown, and read out with what else others do', () => {
  come('remote')
  expect(box.textContent).toBe('')
  say({ ...hands, sent: { clap: 6 } })
  const words = `${t('signs.sign.clap')} ${t('signs.times', { count: 2 })}`
  expect(box.querySelector('[aria-hidden=true].seen-signs')?.textContent).toContain(words)
  expect(spoken).toEqual([t('signs.othersShow', { signs: words })])
})

test('R6.11 while it is quiet or the screen is calm, no sign comes up', () => {
  come('remote')
  document.documentElement.setAttribute('data-calm', '')
  say({ ...hands, sent: { clap: 6 } })
  expect(box.querySelector('.seen-signs')).toBeNull()
  document.documentElement.removeAttribute('data-calm')
  act(() => void store.board.apply(2, 3, [{ t: 'quiet', quiet: true }]))
  say({ ...hands, sent: { clap: 7 } })
  expect(box.querySelector('.seen-signs')).toBeNull()
  expect(spoken).toHaveLength(1)
})

test('R6.10 whoever says that they are elsewhere after all sees it at once', () => {
  come('room')
  say(hands)
  act(() => store.moveTo('remote'))
  socket.welcome({ signs: hands })
  act(() => undefined)
  expect(box.textContent).toContain(t('signs.handsUp', { who: 'Ali' }))
  act(() => store.moveTo('room'))
  expect(box.textContent).toBe('')
})

test('in the room there is the wall', () => {
  come('room')
  say(hands)
  expect(box.textContent).toBe('')
})
