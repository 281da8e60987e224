import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'

/**
 * The network between some pages and the program: a relay that can be taken away.
 *
 * Playwright's own "offline" leaves WebSockets open, and a real network is seldom closed politely:
 * bytes just stop arriving.
 */
export type Network = {
  /** The port that pages connect to; stays the same when the program moves to another. */
  readonly port: number
  /** Says where the program listens. */
  leadTo(port: number): void
  /** Out of reach: nothing arrives either way, and nobody is told. */
  freeze(): void
  /** What pages say arrives; what the program says to them does not. */
  freezeAnswers(): void
  /** Out of reach: the connections break, which both ends notice. */
  sever(): void
  /** In reach again. Connections from before are gone, as a router forgets them. */
  mend(): void
  close(): Promise<void>
}

type Link = { page: Socket; program: Socket }

/** Opens a network that leads to `port`. */
export async function openNetwork(port = 0): Promise<Network> {
  const links = new Set<Link>()
  const waiting = new Set<Socket>()
  let target = port
  let frozen: 'no' | 'answers' | 'all' = 'no'

  const relay = (page: Socket): void => {
    page.on('error', () => page.destroy())
    if (frozen === 'all') {
      waiting.add(page)
      return
    }
    const program = connect(target, '127.0.0.1')
    const link = { page, program }
    links.add(link)
    const part = () => {
      links.delete(link)
      page.destroy()
      program.destroy()
    }
    // Read by hand: a pipe cannot be held while it is frozen.
    page.on('data', (bytes) => frozen !== 'all' && program.write(bytes))
    program.on('data', (bytes) => frozen === 'no' && page.write(bytes))
    program.on('error', part)
    for (const end of [page, program]) end.on('close', () => frozen === 'no' && part())
  }
  const server = await listen(relay)
  const drop = () => {
    for (const { page, program } of links) {
      page.destroy()
      program.destroy()
    }
    for (const page of waiting) page.destroy()
    links.clear()
    waiting.clear()
  }
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(next) {
      target = next
    },
    freeze() {
      frozen = 'all'
    },
    freezeAnswers() {
      frozen = 'answers'
    },
    sever() {
      frozen = 'all'
      drop()
    },
    mend() {
      frozen = 'no'
      drop()
    },
    close() {
      drop()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(relay: (page: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, relay)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
