import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BUILT_IN } from './boards.ts'

/** A display shows the newest twelve notes of a place: so many places show all that is written. */
const PLACES = 51

/** The opinion finders that take people's own words, by what they take. */
export const ASKED = {
  wall: Array.from({ length: 14 }, (_, at) => `wall-${at}`),
  words: Array.from({ length: 12 }, (_, at) => `words-${at}`),
  knowledge: Array.from({ length: 12 }, (_, at) => `knowledge-${at}`),
}

const FORMS = {
  wall: 'prompts = [{ id = "one", label = "One side" }, { id = "other", label = "The other" }]',
  words: 'most = 3\nown = true\nbank = [{ id = "home", label = "Home" }]',
  knowledge: 'depth = false\nown = true\noptions = [{ id = "here", label = "I live here" }]',
}

/** Makes the folder of a board without an agenda that has room for everything that people write. */
export async function roomyBoard(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kenspeckle-board-'))
  await cp(BUILT_IN, folder, { recursive: true })
  await rm(path.join(folder, 'base.geojson'))
  await writeFile(path.join(folder, 'areas.geojson'), JSON.stringify(places()))
  const file = path.join(folder, 'board.toml')
  const [head = ''] = (await readFile(file, 'utf8')).split('[[finders]]')
  const finders = Object.entries(ASKED).flatMap(([form, ids]) =>
    ids.map((id) =>
      [
        `[[finders]]\nid = "${id}"\nquestion = "What about ${id}?"\nthreshold = 1\nlive = true`,
        `form = "${form}"\n${FORMS[form as keyof typeof FORMS]}\n`,
      ].join('\n'),
    ),
  )
  await writeFile(file, [head.replace(/^bounds = .*$/m, ''), ...finders].join('\n'))
  return folder
}

/** Squares in rows of ten, each with its number for a name. */
export function places(names: readonly string[] = numbers()): object {
  const features = names.map((name, at) => {
    const [west, south] = [5 + (at % 10) * 0.02, 52 + Math.floor(at / 10) * 0.02]
    const [east, north] = [west + 0.01, south + 0.01]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const geometry = { type: 'Polygon', coordinates: [ring] }
    return { type: 'Feature', properties: { id: `p-${at}`, name, type: 'TRA' }, geometry }
  })
  return { type: 'FeatureCollection', features }
}

function numbers(): string[] {
  return Array.from({ length: PLACES }, (_, at) => `Place ${String(at + 1).padStart(2, '0')}`)
}
