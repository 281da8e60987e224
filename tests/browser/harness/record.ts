import type { Page } from 'playwright-core'

/** One thing that crossed the wire between a page and the program. */
export type Piece = {
  way: 'sent' | 'received'
  /** `frame` of a WebSocket, or a part of an HTTP exchange. */
  what: 'frame' | 'url' | 'headers' | 'body'
  url: string
  text: string
}

/** Everything that a page has sent and received, as text. */
export type Record = {
  /** All pieces until now; waits for bodies that are still being read. */
  pieces(): Promise<Piece[]>
  /** The WebSocket messages until now, at once. */
  frames(way: Piece['way']): string[]
}

/** Starts to record a page. Call it before the page goes anywhere. */
export function recordPage(page: Page): Record {
  const pieces: Piece[] = []
  const bodies: Promise<void>[] = []
  const keep = (way: Piece['way'], what: Piece['what'], url: string, text: string) =>
    void pieces.push({ way, what, url, text })

  page.on('websocket', (socket) => {
    const url = socket.url()
    keep('sent', 'url', url, url)
    socket.on('framesent', ({ payload }) => keep('sent', 'frame', url, String(payload)))
    socket.on('framereceived', ({ payload }) => keep('received', 'frame', url, String(payload)))
  })
  page.on('request', (request) => {
    const url = request.url()
    keep('sent', 'url', url, url)
    keep('sent', 'headers', url, JSON.stringify(request.headers()))
    keep('sent', 'body', url, request.postData() ?? '')
  })
  page.on('requestfinished', (request) => {
    const url = request.url()
    const read = async () => {
      const response = await request.response()
      // A body that the browser has thrown away since was never shown to anybody.
      const body = await response?.body().catch(() => undefined)
      if (body) keep('received', 'body', url, body.toString())
    }
    bodies.push(read().catch(() => undefined))
  })
  return {
    async pieces() {
      await Promise.all(bodies)
      return [...pieces]
    },
    frames: (way) =>
      pieces.filter((piece) => piece.what === 'frame' && piece.way === way).map(({ text }) => text),
  }
}
