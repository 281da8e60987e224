import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { snapshot, TestSocket, welcome } from '../store/testing.ts'
import type { OwnChange, Standing } from '../wire/types.ts'
import { t } from '../words/index.ts'
import { store } from './app.ts'
import { MyName } from './MyName.tsx'
import { SignsButton, SignsPanel } from './now/Signs.tsx'

const HIDDEN: Standing = { is: 'hidden', reason: 'hurtful', words: 'Not in this hall.' }
const because = t('card.nameHidden', { reason: t('reason.hurtful') })

let socket: TestSocket
let box: HTMLElement

beforeEach(() => {
  vi.stubGlobal('WebSocket', function open() {
    socket = new TestSocket()
    return socket
  })
  store.board.load(snapshot())
  box = document.body.appendChild(document.createElement('div'))
  store.start({ token: 'AAAA', here: 'room' })
})

afterEach(() => {
  act(() => render(null, box))
  box.remove()
  store.leave()
  vi.unstubAllGlobals()
})

const draw = (what: preact.ComponentChild) => act(() => render(what, box))

function named(standing?: Standing) {
  const change: OwnChange = { t: 'name', name: 'Rude', shown: true }
  const changes = [{ ...change, ...(standing ? { standing } : {}) }]
  act(() => socket.say({ t: 'own', rev: 3, changes }))
}

test('R5.20 whoever has a hidden name reads why, and that another one waits', () => {
  socket.welcome()
  draw(<MyName />)
  named()
  expect(box.querySelector('.my-hidden')).toBeNull()
  named(HIDDEN)
  expect(box.textContent).toContain(because)
  expect(box.textContent).toContain('Not in this hall.')
  expect(box.textContent).toContain(t('card.nameAnother'))
  named({ is: 'waiting' })
  expect(box.textContent).toContain(t('card.nameWaiting'))
  expect(box.textContent).not.toContain(because)
  named()
  expect(box.querySelector('.my-hidden')).toBeNull()
})

test('R5.20 whoever comes back reads why their name is hidden', () => {
  const card = { ...welcome.card, name: 'Rude', name_shown: true, name_standing: HIDDEN }
  socket.welcome({ card: { ...card, stickers: [], answers: [] } })
  draw(<MyName />)
  expect(box.textContent).toContain(because)
})

test('R6.10 nobody is promised a name on their hand that the others do not read', () => {
  socket.welcome()
  draw(
    <>
      <SignsButton />
      <SignsPanel />
    </>,
  )
  act(() => box.querySelector<HTMLButtonElement>('.signs-button')?.click())
  named()
  expect(box.textContent).toContain(t('signs.withName', { name: 'Rude' }))
  named(HIDDEN)
  expect(box.textContent).toContain(t('signs.noName'))
})
