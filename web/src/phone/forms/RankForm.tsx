import { useRef } from 'preact/hooks'
import type { Answer, Form } from '../../wire/types.ts'
import { n, t } from '../../words/index.ts'
import { moved } from './drafts.ts'

type Rank = Extract<Answer, { form: 'rank' }>

/** Things in order: press them as they matter, then move them up or down. */
export function RankForm({
  form,
  question,
  draft,
  onDraft,
}: {
  form: Extract<Form, { form: 'rank' }>
  question: string
  draft: Rank
  onDraft: (draft: Rank) => void
}) {
  const list = useRef<HTMLOListElement>(null)
  const label = (id: string) => form.options.find((one) => one.id === id)?.label ?? id
  const rest = form.options.filter(({ id }) => !draft.order.includes(id))
  const put = (order: string[]) => onDraft({ form: 'rank', order })
  return (
    <div class="rank" role="group" aria-label={question}>
      <ol class="plain" ref={list}>
        {draft.order.map((id, at) => (
          <li class="rank-row" key={id}>
            <span class="rank-place">{n(at + 1)}</span>
            <span class="rank-label">{label(id)}</span>
            <button
              type="button"
              class="button dots-button"
              aria-label={t('answer.up', { option: label(id) })}
              aria-disabled={at === 0}
              onClick={() => put(moved(draft.order, at, at - 1))}
            >
              ↑
            </button>
            <button
              type="button"
              class="button dots-button"
              aria-label={t('answer.down', { option: label(id) })}
              aria-disabled={at === draft.order.length - 1}
              onClick={() => put(moved(draft.order, at, at + 1))}
            >
              ↓
            </button>
            <button
              type="button"
              class="button dots-button"
              aria-label={t('answer.unrank', { option: label(id) })}
              onClick={() => put(draft.order.filter((one) => one !== id))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <p class="dots-left">
          {t(draft.order.length === 0 ? 'answer.rankFirst' : 'answer.rankNext')}
        </p>
      )}
      {rest.map(({ id, label: words }) => (
        <button
          type="button"
          class="button button-wide rank-add"
          key={id}
          onClick={() => put([...draft.order, id])}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
