import type { StickerView } from './types.ts'

/**
 * Gives one sticker's part of the digest: FNV-1a, 32 bits, over `seq:kind:lon:lat`.
 *
 * The digest of a board is the sum of all parts modulo 2^32.
 */
export function digestPart({ seq, kind, at }: Pick<StickerView, 'seq' | 'kind' | 'at'>): number {
  return fnv1a(`${seq}:${kind}:${at[0]}:${at[1]}`)
}

/** Gives FNV-1a, 32 bits, of ASCII words: their characters are bytes. */
export function fnv1a(words: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < words.length; i += 1) {
    hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}
