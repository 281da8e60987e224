/**
 * Gives a maker of UUIDs of version 7 whose ids sort in the order of their making, also when the
 * clock goes back, and after `last`, the latest id of an earlier page.
 *
 * `crypto.randomUUID` is missing on plain HTTP, where a venue's server lives.
 */
export function idMaker(now: () => number, last = ''): () => string {
  const head = Number.parseInt(last.slice(0, 8) + last.slice(9, 13), 16)
  let [ms, counter] = Number.isNaN(head)
    ? [0, 0]
    : [head, Number.parseInt(last.slice(15, 18), 16) || 0]
  return () => {
    const time = now()
    if (time > ms) [ms, counter] = [time, 0]
    else if (counter < 0xfff) counter += 1
    else [ms, counter] = [ms + 1, 0]
    return format(ms, counter)
  }
}

function format(ms: number, counter: number): string {
  const random = crypto.getRandomValues(new Uint8Array(8))
  random[0] = 0x80 | ((random[0] ?? 0) & 0x3f)
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const time = ms.toString(16).padStart(12, '0')
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
