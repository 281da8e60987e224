import { beforeEach, expect, test, vi } from 'vitest'

const one = { board: 'a', title: 'Park', token: 'T1' }
const other = { board: 'b', title: 'Lake', token: 'T2' }
const load = () => import('./remembered.ts')

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
})

test('a board is kept on this computer only if somebody says so', async () => {
  const first = await load()
  first.remember(one)
  expect(first.boards.value).toEqual([one])
  expect(localStorage.length).toBe(0)
  first.setKeeps(true)
  first.remember(other)
  vi.resetModules()
  const later = await load()
  expect(later.boards.value).toEqual([other, one])
  expect(later.keeps.value).toBe(true)
  later.setKeeps(false)
  expect(localStorage.length).toBe(0)
})

test('a board is in the list once, the last one first, until it is forgotten', async () => {
  const list = await load()
  list.remember(one)
  list.remember(other)
  list.remember({ ...one, title: 'New title' })
  expect(list.boards.value.map(({ title }) => title)).toEqual(['New title', 'Lake'])
  list.forget('a')
  expect(list.boards.value).toEqual([other])
})

test('what is not a list of boards is not read as one', async () => {
  localStorage.setItem('kenspeckle.boards', '[1, {"board":"x"}]')
  expect((await load()).boards.value).toEqual([])
  localStorage.setItem('kenspeckle.boards', '{')
  vi.resetModules()
  expect((await load()).boards.value).toEqual([])
})
