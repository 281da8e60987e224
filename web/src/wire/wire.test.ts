import { expect, test } from 'vitest'
import protocol from '../../../docs/PROTOCOL.md?raw'
import { WireFault } from './check.ts'
import { digestPart } from './digest.ts'
import { readBody } from './http.ts'
import { readMessage } from './message.ts'
import { readSnapshot, unpackStickers } from './snapshot.ts'
import type { StickerView } from './types.ts'

/** The examples of the protocol's own page, by what stands behind ```json. */
const examples = [...protocol.matchAll(/```json ([^\n]+)\n([^]*?)```/g)].map(
  ([, name = '', json = '']) => ({ name, json }),
)
const named = (start: string) => examples.filter(({ name }) => name.startsWith(start))
const one = (name: string): unknown => JSON.parse(named(name)[0]?.json ?? '')

test.each(named('server '))('R1.1 $name is read', ({ json }) => {
  expect(readMessage(json)).toEqual(JSON.parse(json))
})

/** Each example with one field taken away, and with one field turned into nonsense. */
const broken = named('server ').flatMap(({ name, json }) => {
  const message = JSON.parse(json) as Record<string, unknown>
  return Object.keys(message).flatMap((field) => {
    const { [field]: _, ...less } = message
    const odd = { name, field, says: { ...message, [field]: field === 'sent' ? 7 : { odd: 1 } } }
    const optional = ['card', 'retry_ms', 'mine', 'answered', 'not_storing'].includes(field)
    return optional ? [odd] : [odd, { name, field, says: less }]
  })
})

test.each(broken)('R1.1 $name with a broken $field is a fault', ({ says }) => {
  expect(() => readMessage(JSON.stringify(says))).toThrow(WireFault)
})

test.each(['', 'x', 'null', '[]', '7', '{}', '{"t":7}', undefined, new ArrayBuffer(2)])(
  'R1.1 %s is a fault',
  (data) => {
    expect(() => readMessage(data)).toThrow(WireFault)
  },
)

test('a type and a field of a newer server pass, for the reader to skip', () => {
  expect(() => readMessage('{"t":"chime","loud":true}')).not.toThrow()
  expect(() => readMessage('{"t":"frame","from":1,"rev":2,"changes":[{"t":"new"}]}')).not.toThrow()
  expect(() => readMessage('{"t":"resync","why":"slow"}')).not.toThrow()
})

test('R6.7 a snapshot is unpacked from its columns', () => {
  const snapshot = readSnapshot(one('snapshot'))
  const stickers = unpackStickers(snapshot.stickers)
  expect([...stickers.values()]).toEqual([
    { seq: 7, kind: 'lived', area: 'red-road', at: [-420850, 5588000] },
    { seq: 12, kind: 'visited', area: null, at: [-425600, 5586390] },
    { seq: 15, kind: 'visited', area: null, at: [-425280, 5586300] },
    { seq: 17, kind: 'lived', area: 'govan', at: [-431326, 5584795] },
    { seq: 18, kind: 'lived', area: 'govan', at: [-431033, 5587142] },
    { seq: 43, kind: 'lived', area: 'govan', at: [-431878, 5586119], note: 'Near the park' },
  ])
  expect(sum([...stickers.values()])).toBe(snapshot.digest)
})

test.each([{ lon: [1, 2] }, { lat: [] }, { seq: [0.5] }, { origin: [1] }, { area: 7 }])(
  'columns that do not fit are a fault: %j',
  (wrong) => {
    const snapshot = one('snapshot') as { stickers: { groups: object[] } }
    const groups = snapshot.stickers.groups.map((group) => ({ ...group, ...wrong }))
    const broken = { ...snapshot, stickers: { ...snapshot.stickers, groups } }
    expect(() => unpackStickers(readSnapshot(broken).stickers)).toThrow(WireFault)
  },
)

test.each([
  { sides: [5000, 2 ** 21], n: [1, 1] },
  { sides: [5000, 5000], n: [0, 1] },
  { sides: [5000, 5000], n: [2 ** 20, 1] },
  { sides: [5000, 5000], n: [1] },
])('R6.7 numbers that are none are a fault: %j', (spread) => {
  const snapshot = one('snapshot') as { stickers: { groups: object[] } }
  const group = { ...snapshot.stickers.groups[3], spread }
  const broken = { ...snapshot, stickers: { ...snapshot.stickers, groups: [group] } }
  expect(() => unpackStickers(readSnapshot(broken).stickers)).toThrow(WireFault)
})

test('R7.3 the digest is that of the protocol', () => {
  const { stickers, digest } = one('digest') as { stickers: StickerView[]; digest: number }
  expect(sum(stickers)).toBe(digest)
})

test('R2.7 a problem is read', () => {
  expect(readBody('problem', one('http-problem')).code).toBe('unknown_code')
  expect(() => readBody('problem', { code: 7, words: '' })).toThrow(WireFault)
})

function sum(stickers: readonly StickerView[]): number {
  return stickers.reduce((total, sticker) => (total + digestPart(sticker)) >>> 0, 0)
}
