import { useLayoutEffect, useRef } from 'preact/hooks'
import { qrAddress } from '../store/index.ts'
import { t } from '../words/index.ts'
import { CopyLine } from './CopyLine.tsx'
import type { Desk } from './desk.ts'
import { displayUrl, failed, fetchDisplayUrl, openDisplay } from './display.ts'

/** The links to share, and the one to keep. */
export function Links({ desk }: { desk: Desk }) {
  const welcome = desk.store.welcome.value
  const link = useRef<HTMLDivElement>(null)
  const asked = useRef(false)
  const showLink = () => {
    asked.current = true
    void fetchDisplayUrl(desk)
  }
  // The button goes when the link comes; the focus goes on to the link.
  const there = displayUrl.value !== undefined
  useLayoutEffect(() => {
    if (there && asked.current) link.current?.querySelector('input')?.focus()
  }, [there])
  return (
    <div class="card">
      <h3>{t('facilitator.joining')}</h3>
      {welcome && (
        <>
          <div class="join-card">
            <img
              class="join-card-qr"
              src={qrAddress(welcome.joinCode)}
              alt={t('display.qr', { url: welcome.joinUrl })}
            />
            <p>
              {t('facilitator.code')}
              <bdi class="join-card-code" dir="ltr">
                {welcome.joinCode}
              </bdi>
            </p>
          </div>
          <CopyLine desk={desk} label={t('facilitator.joinLink')} text={welcome.joinUrl} />
          {welcome.joinUrl.startsWith('http:') && (
            <details class="look">
              <summary>{t('facilitator.plainHttp')}</summary>
              <p class="look-hint">{t('facilitator.plainHttpHint')}</p>
            </details>
          )}
          <details class="look">
            <summary>{t('facilitator.kiosk')}</summary>
            <p class="look-hint">{t('facilitator.kioskHint')}</p>
            <CopyLine
              desk={desk}
              label={t('facilitator.kioskLink')}
              text={welcome.joinUrl.replace('/#', '/?kiosk#')}
            />
          </details>
        </>
      )}
      <h3>{t('facilitator.projector')}</h3>
      <div class="row links-row">
        <button type="button" class="button" onClick={() => void openDisplay(desk)}>
          {t('facilitator.openDisplay')}
        </button>
        {!displayUrl.value && (
          <button type="button" class="button button-quiet" onClick={showLink}>
            {t('facilitator.displayLinkShow')}
          </button>
        )}
      </div>
      {failed.value && <p class="field-error">{failed.value}</p>}
      {displayUrl.value && (
        <div ref={link}>
          <CopyLine desk={desk} label={t('facilitator.displayLink')} text={displayUrl.value} />
        </div>
      )}
      <details class="look">
        <summary>{t('facilitator.ownLink')}</summary>
        <p class="look-hint">{t('facilitator.ownLinkHint')}</p>
        <CopyLine desk={desk} label={t('facilitator.ownLink')} text={location.href} />
      </details>
    </div>
  )
}
