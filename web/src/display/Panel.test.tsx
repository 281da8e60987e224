import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { definitionOf } from '../store/testing.ts'
import type { Activity, Finder, FinderView, Tally } from '../wire/types.ts'
import { Panel, type PanelProps } from './Panel.tsx'
import type { Scene } from './scene.ts'

const TEXT = 'Find a seat and say hello.'

let box: HTMLElement

beforeEach(() => {
  box = document.body.appendChild(document.createElement('div'))
})

afterEach(() => {
  render(null, box)
  box.remove()
})

const tally: Tally = { form: 'line', people: 6, bins: [2, 0, 3], not_sure: 1 }
const view: FinderView = { id: 'q', open: true, revealed: true, tally }
const finder: Finder = {
  id: 'q',
  question: 'How much say?',
  hint: null,
  threshold: 5,
  form: { form: 'line', from: 'None', to: 'A lot' },
}
const step = (kind: Activity['kind'], asks?: string): Activity => ({
  id: 'x',
  kind,
  title: 'A step',
  text: TEXT,
  state: 'open',
  ...(asks ? { finder: asks } : {}),
})

function show(scene: Scene, activity: Activity): string {
  const props: PanelProps = {
    definition: definitionOf(['govan']),
    scene,
    counts: { total: 0, kinds: new Map(), areas: new Map() },
    finders: [view],
    notes: [],
    link: undefined,
    questions: [finder],
    near: false,
    guests: [],
    activity,
  }
  act(() => render(<Panel {...props} />, box))
  return box.textContent ?? ''
}

test.each<[Activity['kind'], Scene]>([
  ['welcome', { is: 'gathering' }],
  ['stickers', { is: 'gathering' }],
  ['stickers', { is: 'map' }],
  ['finder', { is: 'question', finder: view }],
  ['vote', { is: 'question', finder: view }],
  ['reflection', { is: 'question', finder: view }],
  ['finder', { is: 'tally', finder: view, tally }],
  ['story', { is: 'activity', activity: step('story') }],
])('what everybody reads in a step (%s) is on the display', (kind, scene) => {
  const asks = ['finder', 'vote', 'reflection'].includes(kind)
  expect(show(scene, step(kind, asks ? 'q' : undefined))).toContain(TEXT)
})

test('a question from elsewhere does not take the words of this step', () => {
  const words = show({ is: 'question', finder: view }, step('stickers'))
  expect(words).toContain('How much say?')
  expect(words).not.toContain(TEXT)
})
