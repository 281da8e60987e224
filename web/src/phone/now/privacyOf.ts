import type { Activity } from '../../wire/types.ts'

/** What an activity asks of people, for which there is a sentence about what others see of it. */
export function privacyOf({
  kind,
  finder,
}: Activity): 'welcome' | 'stickers' | 'question' | 'nothing' {
  switch (kind) {
    case 'welcome':
    case 'stickers':
      return kind
    case 'finder':
    case 'vote':
    case 'reflection':
      return 'question'
    default:
      return finder ? 'question' : 'nothing'
  }
}
