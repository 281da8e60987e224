import { render } from 'preact'
import { expect, test, vi } from 'vitest'
import { Sheet } from './Modal.tsx'

test('Escape closes a sheet from the moment it is drawn, on a slow phone too', () => {
  const onClose = vi.fn<() => void>()
  const root = document.createElement('div')
  document.body.append(root)
  render(
    <Sheet title="A place" onClose={onClose}>
      <p>What people say</p>
    </Sheet>,
    root,
  )
  const sheet = root.querySelector('[role=dialog]')
  expect(document.activeElement).toBe(sheet)
  sheet?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(onClose).toHaveBeenCalledOnce()
  render(null, root)
})
