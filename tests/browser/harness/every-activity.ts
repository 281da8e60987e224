import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Answer } from '../../../web/src/wire/types.ts'
import { BUILT_IN } from './boards.ts'

/** One step of the agenda, as the board's file says it. */
export type Step = { id: string; kind: string; title: string; finder?: Form }

const options = (...labels: string[]) =>
  `[${labels.map((label, at) => `{ id = "o${at + 1}", label = "${label}" }`).join(', ')}]`

/** As long as somebody may well write it. */
const LONG = 'Neighbourhood housing and regeneration committees'

/** What is asked, in each form; the ids are those of the forms. */
export const FORMS = {
  knowledge: `depth = true\nown = true\noptions = ${options('I live here', LONG)}`,
  choice: `options = ${options('Homes', LONG, 'Parks')}`,
  line: `from = "Not at all"\nto = "Unquestionably"`,
  dots: `dots = 3\noptions = ${options('Govan', LONG, 'Parks')}`,
  words: `most = 3\nown = true\nbank = ${options('Friendly', 'Unrecognisable', 'Quiet')}`,
  target: `statements = ${options('I feel safe here at night', 'I know my neighbours')}`,
  quadrant: `across = { from = "Hardly matters", to = "Matters a lot" }\nup = { from = "Difficult", to = "Straightforward" }`,
  rank: `options = ${options('Homes', LONG, 'Parks')}`,
  wall: `prompts = ${options('Something I learned', 'Something we should do next')}`,
} as const

export type Form = keyof typeof FORMS

/** The question of each form. */
export const QUESTIONS = Object.fromEntries(
  Object.keys(FORMS).map((form) => [form, `Which ${form} do the people of this place choose?`]),
) as { [form in Form]: string }

/** An answer to each, of some people who think alike. */
export const SAID: { [form in Form]: Answer } = {
  knowledge: { form: 'knowledge', chosen: [{ option: 'o2', depth: 'tell' }], own: LONG },
  choice: { form: 'choice', chosen: ['o2'] },
  line: { form: 'line', at: { kind: 'point', value: 950 } },
  dots: { form: 'dots', given: [{ option: 'o2', dots: 3 }] },
  words: { form: 'words', chosen: ['o2'], own: ['Incomprehensible'] },
  target: { form: 'target', aimed: [{ option: 'o1', ring: 1 }] },
  quadrant: { form: 'quadrant', at: { kind: 'point', x: 900, y: 900 } },
  rank: { form: 'rank', order: ['o2', 'o1'] },
  wall: { form: 'wall', notes: [{ prompt: 'o1', words: LONG }] },
}

const finder = (form: Form): Step[] => [
  { id: form, kind: 'finder', title: `We are asked: ${form}`, finder: form },
]

/** What everybody reads in each of them. */
export const TEXT = 'Find a seat and say hello. Nobody needs to have done this before.'

/** An agenda with every kind of activity, and of these that ask, every form. */
export const STEPS: readonly Step[] = [
  { id: 'welcome', kind: 'welcome', title: 'A cup of tea' },
  { id: 'stickers', kind: 'stickers', title: 'Where we have lived' },
  ...(Object.keys(FORMS) as Form[])
    .filter((form) => form !== 'dots' && form !== 'wall')
    .flatMap(finder),
  { id: 'finding', kind: 'finding', title: 'What the research found' },
  { id: 'story', kind: 'story', title: 'A story of a place' },
  { id: 'tour', kind: 'tour', title: 'A walk round the map' },
  { id: 'vote', kind: 'vote', title: 'Where to meet next', finder: 'dots' },
  { id: 'break', kind: 'break', title: 'Tea and biscuits' },
  { id: 'reflection', kind: 'reflection', title: 'Looking back', finder: 'wall' },
  { id: 'close', kind: 'close', title: 'Thank you' },
]

/** Makes the folder of a board with every kind of activity and every form of question. */
export async function everyActivity(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kenspeckle-board-'))
  await cp(BUILT_IN, folder, { recursive: true })
  const file = path.join(folder, 'board.toml')
  const text = await readFile(file, 'utf8')
  const [head] = text.split('[[finders]]')
  const finders = Object.entries(FORMS).map(
    ([form, rest]) =>
      `[[finders]]\nid = "${form}"\nquestion = "${QUESTIONS[form as Form]}"\nhint = "There is no right answer."\nthreshold = 1\nform = "${form}"\n${rest}\n`,
  )
  const steps = STEPS.map(({ id, kind, title, finder: asked }) =>
    [
      `[[agenda]]\nid = "${id}"\nkind = "${kind}"\ntitle = "${title}"`,
      `text = "${TEXT}"`,
      'minutes = 10\nnotes = "Help those who came late."',
      asked ? `finder = "${asked}"` : '',
      kind === 'reflection' || kind === 'stickers' ? 'approval = true' : '',
    ].join('\n'),
  )
  await writeFile(file, [head, ...finders, ...steps].join('\n'))
  return folder
}
