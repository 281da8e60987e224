import type { Piece } from './record.ts'

/** Gives the pieces that have a text in them, for an error that shows where. */
export function piecesWith(pieces: readonly Piece[], text: string | RegExp): string[] {
  const holds = (piece: Piece) =>
    typeof text === 'string' ? piece.text.includes(text) : text.test(piece.text)
  return pieces
    .filter(holds)
    .map(({ way, what, url, text }) => `${way} ${what} of ${url}: ${text.slice(0, 300)}`)
}
