import { useLayoutEffect, useRef } from 'preact/hooks'
import { qrAddress } from '../../store/index.ts'
import type { Created } from '../../wire/types.ts'
import { t } from '../../words/index.ts'
import { CopyLine } from '../CopyLine.tsx'
import type { Desk } from '../desk.ts'
import { facilitatorAddress, tokenOf } from './remembered.ts'

/** A board that was just made: its links, which the server says only now. */
export function Made({ desk, made, onMore }: { desk: Desk; made: Created; onMore: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const { links } = made
  return (
    <section class="card new-board">
      <h3 ref={heading} tabIndex={-1}>
        {t('facilitator.boardMade')}
      </h3>
      <p>
        {/* By the way that brought this computer here; the links below are everybody's. */}
        <a class="button button-primary" href={facilitatorAddress(tokenOf(made.facilitator_url))}>
          {t('boards.goThere')}
        </a>
      </p>
      <img
        class="join-card-qr"
        src={qrAddress(links.join_code)}
        alt={t('display.qr', { url: links.join_url })}
      />
      <CopyLine desk={desk} label={t('facilitator.ownLinkNew')} text={made.facilitator_url} />
      <CopyLine desk={desk} label={t('facilitator.joinLink')} text={links.join_url} />
      <CopyLine desk={desk} label={t('facilitator.displayLink')} text={links.display_url} />
      <button type="button" class="button" onClick={onMore}>
        {t('boards.another')}
      </button>
    </section>
  )
}
