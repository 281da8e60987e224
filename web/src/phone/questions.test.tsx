import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, test, vi } from 'vitest'
import { definitionOf, later, settle, snapshot, TestSocket } from '../store/testing.ts'
import { store } from './app.ts'
import { openQuestion } from './opened.ts'
import { QuestionsTab } from './QuestionsTab.tsx'

test('the keyboard is at the question from the moment it is drawn, on a slow phone too', async () => {
  let socket = new TestSocket()
  vi.stubGlobal('WebSocket', function open() {
    socket = new TestSocket()
    return socket
  })
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(
      url.endsWith('/first') ? definitionOf([]) : url.endsWith('/later') ? later : snapshot(),
    ),
  )
  const box = document.body.appendChild(document.createElement('div'))
  store.start({ token: 'AAAA', here: 'room' })
  socket.welcome({ resume: 'snapshot' })
  await settle()
  act(() => render(<QuestionsTab />, box))
  await act(settle)
  const answer = { form: 'line' as const, at: { kind: 'point' as const, value: 500 } }
  act(() => socket.say({ t: 'own', rev: 2, changes: [{ t: 'answer', finder: 'line', answer }] }))
  const change = box.querySelector<HTMLElement>('.question button')
  change?.focus()
  openQuestion('line')
  // Drawn anew, and nothing painted yet.
  await settle()
  expect(change?.isConnected).toBe(false)
  expect(document.activeElement?.textContent).toBe('Where do you stand?')
  act(() => render(null, box))
  box.remove()
  store.leave()
  vi.unstubAllGlobals()
})
