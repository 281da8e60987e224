import type { Sign } from '../wire/types.ts'

/** Every sign, in the order in which it is offered. */
export const SIGNS: readonly Sign[] = ['agree', 'clap', 'heart', 'surprise', 'laugh']

const FACE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9 9.6v.01M15 9.6v.01'

const paths: Record<Sign | 'hand', string> = {
  hand: 'M7.5 12.5v-6a1.4 1.4 0 0 1 2.8 0v5-7a1.4 1.4 0 0 1 2.8 0v7-6a1.4 1.4 0 0 1 2.8 0v7-3.6a1.4 1.4 0 0 1 2.8 0V15a6.3 6.3 0 0 1-6.3 6.3c-2.7 0-4.2-1-5.6-3.2l-2.9-4.6a1.4 1.4 0 0 1 2.3-1.6l1.3 1.6',
  clap: 'm9.6 20.6-4.8-4.8a3.6 3.6 0 0 1 0-5l4-4a1.4 1.4 0 0 1 2 2l-2.7 2.7M14.4 20.6l4.8-4.8a3.6 3.6 0 0 0 0-5l-4-4a1.4 1.4 0 0 0-2 2l2.7 2.7M12 1.8v2.4M6.2 2.8l1 2M17.8 2.8l-1 2',
  heart:
    'M12 20.4S3.4 15.3 3.4 9.2A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8.6 2.2c0 6.1-8.6 11.2-8.6 11.2Z',
  agree: 'm4.2 12.8 5.4 5.4L19.8 6.4',
  surprise: `${FACE}M12 13.4a2 2.2 0 1 0 0 4.4 2 2.2 0 0 0 0-4.4`,
  laugh: `${FACE}M7.6 13.4a4.5 4.5 0 0 0 8.8 0Z`,
}

/** Draws a sign in the colour of the words beside it, which say what it means. */
export function SignIcon({ sign }: { sign: Sign | 'hand' }) {
  return (
    <svg class="sign-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[sign]} />
    </svg>
  )
}
