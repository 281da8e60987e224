import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../words/index.ts'
import { holdFocus } from './focus.ts'

type ModalProps = {
  title: string
  /** Called by Escape, by a tap beside it and by its own button. */
  onClose: () => void
  children: ComponentChildren
}

/** A sheet that rises from the bottom and holds the focus until it is closed. */
export function Sheet(props: ModalProps) {
  return <Modal {...props} veil="veil" box="sheet" />
}

/** A dialog in the middle, for what has to be asked in words. */
export function Dialog(props: ModalProps) {
  return <Modal {...props} veil="veil veil-middle" box="dialog" />
}

function Modal({
  title,
  onClose,
  children,
  veil,
  box,
}: ModalProps & { veil: string; box: string }) {
  const ref = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  const heading = useId()
  // As it is drawn, not a moment later: a key pressed at once would go to the page behind it.
  useLayoutEffect(
    () => (ref.current ? holdFocus(ref.current, () => close.current()) : undefined),
    [],
  )
  return (
    <div class={veil} onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        class={box}
        ref={ref}
        role="dialog"
        aria-modal="true"
        aria-labelledby={heading}
        tabIndex={-1}
      >
        <div class="sheet-head">
          <h2 id={heading}>{title}</h2>
          <button
            type="button"
            class="button button-icon button-quiet"
            aria-label={t('ui.close')}
            onClick={onClose}
          >
            <svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">
              <path
                d="M-8-8 8 8M8-8-8 8"
                stroke="currentColor"
                stroke-width="3"
                stroke-linecap="round"
              />
            </svg>
          </button>
        </div>
        {children}
      </div>
    </div>
  )
}
