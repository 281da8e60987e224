import type { ComponentChildren } from 'preact'

/** A question of the form that has an answer already, folded away until somebody wants another. */
export function Part({
  question,
  answer,
  problem,
  children,
}: {
  question: string
  answer: string
  problem?: string | undefined
  children: ComponentChildren
}) {
  return (
    <details class="part">
      <summary class="part-summary">
        <span class="part-question">{question}</span>
        <span class="part-answer">
          <bdi>{answer}</bdi>
        </span>
      </summary>
      <fieldset class="choices part-body">
        <legend class="visually-hidden">{question}</legend>
        {problem && <Wrong>{problem}</Wrong>}
        {children}
      </fieldset>
    </details>
  )
}

/** What is wrong with an answer that is no field of its own. */
export function Wrong({ children }: { children: ComponentChildren }) {
  return (
    <p class="field-error boards-wrong" tabIndex={-1}>
      {children}
    </p>
  )
}

/** Unfolds every part in which something is wrong, and goes to the first of it. */
export function showWrong(form: HTMLElement): void {
  const wrong = [...form.querySelectorAll<HTMLElement>('[aria-invalid="true"], .boards-wrong')]
  for (const one of wrong) {
    for (let at: Element | null = one; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true
    }
  }
  wrong[0]?.focus()
}
