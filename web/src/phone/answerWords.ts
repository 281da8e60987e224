import { LINE_END, type Answer, type Finder, type LinePoint } from '../wire/types.ts'
import { list, t } from '../words/index.ts'

/** Gives an answer in words, as its author reads it. */
export function answerWords({ form }: Finder, answer: Answer): string {
  const label = (id: string) =>
    ('options' in form && form.options.find((option) => option.id === id)?.label) || id
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
    default:
      answer satisfies never
      return ''
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
