/** Whether every word that was typed begins or lies in one of the texts; case and accents do not count. */
export function matches(typed: string, texts: readonly string[]): boolean {
  const haystack = plain(texts.join(' '))
  return plain(typed)
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f’']/g, '')
    .trim()
}
