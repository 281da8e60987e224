import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** The folder of the board that is built into the program. */
export const BUILT_IN = path.resolve(import.meta.dirname, '../../../boards/gowell-glasgow')

/** Gives the folder of a board like the built-in one, with something in `board.toml` replaced. */
export async function boardWith(replaced: string, by: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kenspeckle-board-'))
  await cp(BUILT_IN, folder, { recursive: true })
  const file = path.join(folder, 'board.toml')
  const text = await readFile(file, 'utf8')
  if (!text.includes(replaced)) throw new Error(`board.toml has no ${replaced}`)
  await writeFile(file, text.replace(replaced, by))
  return folder
}
