import { signal } from '@preact/signals'

/** The question that I have opened to answer or to change; the first open one by default. */
export const opened = signal<string | undefined>(undefined)

/** Whether I have just saved or asked for a question, so that the keyboard follows. */
export const moved = signal(false)

/** The question that I have just done something with, until the keyboard is at what comes next. */
export const done = signal<string | undefined>(undefined)

/** Opens a question's form, from wherever I am. */
export function openQuestion(id: string): void {
  moved.value = true
  opened.value = id
}

/** I am done with a question: the next one may come. */
export function closeQuestion(id: string): void {
  moved.value = true
  done.value = id
  opened.value = undefined
}

/** Whatever was opened or just done was somebody else's, or is of before. */
export function forgetOpened(): void {
  opened.value = undefined
  moved.value = false
  done.value = undefined
}
