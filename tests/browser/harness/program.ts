import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { until } from './until.ts'

/** What the program writes to its ready file. */
export type Ready = {
  listen: string
  join_code: string
  join_url: string
  display_url: string
  facilitator_url: string
}

/** How the program is started. */
export type Options = {
  /** Where it keeps its data. */
  folder: string
  /** The address that its links carry. */
  publicUrl: string
  /** A board's folder; the built-in one by default. */
  board?: string
}

/** One run of the built program, from its start until it is killed or stopped. */
export type Program = {
  readonly ready: Ready
  readonly port: number
  /** All that it has written to its standard output and error. */
  output(): string
  /** Pulls the plug: SIGKILL. */
  kill(): Promise<void>
  /** Asks it to stop: SIGTERM. */
  stop(): Promise<void>
}

/** Starts the built program on a free port of this machine; gives it once people can join. */
export async function startProgram({ folder, publicUrl, board }: Options): Promise<Program> {
  const readyFile = path.join(folder, 'ready.json')
  await rm(readyFile, { force: true })
  const flags = ['--data', path.join(folder, 'data'), '--listen', '127.0.0.1:0']
  // Everything is logged, so that tests can look for what must not be in it.
  flags.push('--public-url', publicUrl, '--ready-file', readyFile, '--log', 'trace')
  if (board !== undefined) flags.push('--board', board)
  const child = spawn(binary(), flags, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: plainEnvironment(),
  })
  const written = collect(child)
  const ready = await until(
    'the program is ready',
    () => {
      if (child.exitCode !== null) throw new Error(`the program ended:\n${written()}`)
      return read(readyFile)
    },
    30_000,
  )
  return {
    ready,
    port: Number(ready.listen.split(':').pop()),
    output: written,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  }
}

/** What somebody has set for their own board is not for tests. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('KENSPECKLE_'))
  return Object.fromEntries(kept)
}

function binary(): string {
  const named = process.env['KENSPECKLE_BIN']
  if (named) return named
  return path.resolve(import.meta.dirname, '../../../target/debug/kenspeckle')
}

function collect(child: ChildProcess): () => string {
  const parts: Buffer[] = []
  child.stdout?.on('data', (part: Buffer) => parts.push(part))
  child.stderr?.on('data', (part: Buffer) => parts.push(part))
  child.on('error', (fault) => parts.push(Buffer.from(`could not be started: ${fault.message}`)))
  return () => Buffer.concat(parts).toString()
}

async function read(file: string): Promise<Ready | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Ready
  } catch {
    return undefined
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
