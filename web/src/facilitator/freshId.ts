/** Makes an id for something that is written on this page: short, and nobody else's. */
export function freshId(kind: 'a' | 'q' | 'k'): string {
  const numbers = crypto.getRandomValues(new Uint32Array(2))
  return `${kind}-${[...numbers].map((number) => number.toString(36)).join('')}`
}
