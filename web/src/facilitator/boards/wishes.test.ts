import { expect, test } from 'vitest'
import type { Definition } from '../../wire/types.ts'
import { emptyDraft, missing, wishesOf } from './wishes.ts'

const definition = { kinds: [{ id: 'lived' }, { id: 'visited' }] } as Definition
const empty = emptyDraft(definition)

test('R9.1 a board needs a title, places and a legend', () => {
  expect(missing(empty)).toEqual(['title'])
  expect(missing({ ...empty, title: 'Park', places: 'some' })).toEqual(['places'])
  expect(missing({ ...empty, title: 'Park', places: 'file' })).toEqual(['places'])
  expect(missing({ ...empty, title: 'Park', kinds: new Set() })).toEqual(['kinds'])
  expect(missing({ ...empty, title: 'Park' })).toEqual([])
})

test('R9.1 only what differs from the template is asked for', () => {
  const draft = { ...empty, title: ' Park ' }
  expect(wishesOf(draft, definition)).toEqual({ title: 'Park' })
  const file = { name: 'a.geojson', text: '{}' }
  const other = {
    ...draft,
    places: 'file' as const,
    file,
    kinds: new Set(['lived']),
    agenda: false,
  }
  expect(wishesOf(other, definition)).toEqual({
    title: 'Park',
    geojson: '{}',
    kinds: ['lived'],
    without_agenda: true,
  })
  const some = { ...draft, places: 'some' as const, areas: new Set(['govan']), file }
  expect(wishesOf(some, definition)).toEqual({ title: 'Park', areas: ['govan'] })
})
