import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import type {
  ClientMessage,
  Command,
  Joined,
  ServerMessage,
  Words,
} from '../../../web/src/wire/types.ts'
import { PROTOCOL } from '../../../web/src/wire/types.ts'

/** So many join at once. */
const TOGETHER = 20

/** Somebody on the board without a page: speaks the protocol from here. */
export type Guest = {
  readonly token: string
  /**
   * Sends a command, waits for the ack, and gives the command's id. Who is told to wait sends it
   * again then.
   */
  do(command: Command): Promise<string>
  /** Says something that is no command, and that nobody answers. */
  say(message: ClientMessage): void
  leave(): void
}

/** Joins a board as somebody new. */
export async function join(origin: string, code: string): Promise<Guest> {
  const { token } = await joined(origin, code)
  return arrive(origin, token)
}

/** Becomes a participant without connecting. */
export async function joined(origin: string, code: string): Promise<Joined> {
  const answer = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ code }),
  })
  if (!answer.ok) throw new Error(`joining: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Joined
}

/** Connects with a token of any role. */
export async function arrive(origin: string, token: string): Promise<Guest> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { origin })
  const waiting = new Map<string, { done(): void; failed(fault: Error): void; again(): void }>()
  const say = (message: ClientMessage) => socket.send(JSON.stringify(message))
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => say({ t: 'hello', protocol: PROTOCOL, token, rev: 0, here: 'room' }))
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ServerMessage
      if (message.t === 'welcome') resolve()
      if (message.t === 'ack') waiting.get(message.id)?.done()
      if (message.t === 'refused') {
        const command = waiting.get(message.id)
        if (message.retry_ms === undefined) command?.failed(new Error(message.code))
        else setTimeout(() => command?.again(), message.retry_ms)
      }
    })
    socket.on('close', (code) => {
      const fault = new Error(`closed with ${code}`)
      reject(fault)
      for (const { failed } of waiting.values()) failed(fault)
    })
  })
  return {
    token,
    do: (command) =>
      new Promise((done, failed) => {
        const id = uuid7()
        const again = () => say({ t: 'command', id, command })
        waiting.set(id, { done: () => done(id), failed, again })
        again()
      }),
    say,
    leave: () => socket.close(),
  }
}

/** Lets a hall full of people join, not all at the same moment. */
export async function joinMany(origin: string, code: string, count: number): Promise<Guest[]> {
  const guests: Guest[] = []
  while (guests.length < count) {
    const more = Array.from({ length: Math.min(TOGETHER, count - guests.length) })
    guests.push(...(await Promise.all(more.map(() => join(origin, code)))))
  }
  return guests
}

/** Makes the three words of somebody, by which a phone becomes theirs. */
export async function wordsOf(origin: string, { token }: Pick<Guest, 'token'>): Promise<string> {
  const answer = await fetch(`${origin}/api/words`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      Origin: origin,
    },
    body: '{}',
  })
  if (!answer.ok) throw new Error(`making words: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as Words).words
}

/** Gives a UUID of version 7. */
export function uuid7(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = bytes.toString('hex')
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, at) => text.slice(cuts[at], end))
    .join('-')
}
