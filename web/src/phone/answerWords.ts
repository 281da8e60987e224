import { LINE_END, type Answer, type Finder, type LinePoint } from '../wire/types.ts'
import { list, t } from '../words/index.ts'

/** Gives an answer in words, as its author reads it. */
export function answerWords(
  { form }: Finder,
  answer: Answer,
  areaName = (id: string) => id,
): string {
  const options = optionsOf(form)
  const label = (id: string) => options.find((option) => option.id === id)?.label ?? areaName(id)
  switch (answer.form) {
    case 'knowledge': {
      const chosen = answer.chosen.map(({ option, depth }) =>
        depth
          ? t('phone.withDepth', { label: label(option), depth: t(`phone.depth.${depth}`) })
          : label(option),
      )
      return list(answer.own === undefined ? chosen : [...chosen, answer.own])
    }
    case 'choice':
      return list(answer.chosen.map(label))
    case 'line':
      return form.form === 'line' ? lineWords(form.from, form.to, answer.at) : ''
    case 'dots':
      return list(
        answer.given.map(({ option, dots }) =>
          t('answer.given', { option: label(option), dots: t('tally.dots', { count: dots }) }),
        ),
      )
    case 'words':
      return list([...answer.chosen.map(label), ...(answer.own ?? [])])
    case 'target':
      return list(
        answer.aimed.map(({ option, ring }) =>
          t('answer.aimed', {
            option: label(option),
            ring: t(`answer.ring.${ring as 0 | 1 | 2 | 3}`),
          }),
        ),
      )
    case 'quadrant': {
      const { at } = answer
      if (form.form !== 'quadrant' || at.kind === 'not_sure') return t('phone.line.notSure')
      const ends = ({ from, to }: { from: string; to: string }, value: number) =>
        lineWords(from, to, { kind: 'point', value })
      return list([ends(form.across, at.x), ends(form.up, at.y)])
    }
    case 'rank':
      return answer.order.map((id, place) => `${place + 1}. ${label(id)}`).join('  ')
    case 'wall':
      return answer.notes.map(({ words }) => `‘${words}’`).join('  ')
    case 'skip':
      return t('answer.skipped')
    default:
      answer satisfies never
      return ''
  }
}

function optionsOf(form: Finder['form']) {
  switch (form.form) {
    case 'words':
      return form.bank
    case 'target':
      return form.statements
    case 'wall':
      return form.prompts
    case 'line':
    case 'quadrant':
      return []
    default:
      return form.options
  }
}

/** Gives a point between two named ends in words. */
export function lineWords(from: string, to: string, at: LinePoint): string {
  if (at.kind === 'not_sure') return t('phone.line.notSure')
  const part = at.value / LINE_END
  if (part < 0.02) return t('phone.line.all', { end: from })
  if (part > 0.98) return t('phone.line.all', { end: to })
  if (part < 0.42) return t('phone.line.nearer', { end: from })
  if (part > 0.58) return t('phone.line.nearer', { end: to })
  return t('phone.line.middle')
}
