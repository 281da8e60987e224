import type { Definition, KindId } from '../wire/types.ts'
import { qrAddress } from '../store/index.ts'
import { Sticker } from '../ui/Sticker.tsx'
import { t } from '../words/index.ts'
import { typedAddress } from './address.ts'
import { useFit } from './fit.ts'

/** How people join: the code on the screen and the address it stands for. */
export type JoinLink = { code: string; url: string }

/** The board's title, made smaller if it is long. */
export function Title({ words }: { words: string }) {
  return (
    <span class="title-fit" ref={useFit<HTMLSpanElement>()}>
      {words}
    </span>
  )
}

/** The join link as a picture to scan, a short code and an address to type. */
export function Join({ link, big = false }: { link: JoinLink; big?: boolean }) {
  return (
    <section class={`join ${big ? 'join-big' : ''}`} aria-label={t('display.join')}>
      <img class="join-qr" src={qrAddress(link.code)} alt={t('display.qr', { url: link.url })} />
      <p class="join-words">
        <span class="join-how">{t(big ? 'display.joinBig' : 'display.joinCode')}</span>
        <bdi class="join-code" dir="ltr">
          {link.code}
        </bdi>
      </p>
      <p class="join-at">
        {t('display.joinAt')}{' '}
        <bdi class="join-address" dir="ltr">
          <Address typed={typedAddress(link.url)} />
        </bdi>
      </p>
    </section>
  )
}

/** An address that is broken, if it must be, before its port. */
function Address({ typed }: { typed: string }) {
  const port = typed.lastIndexOf(':')
  if (port < 0) return <>{typed}</>
  return (
    <>
      {typed.slice(0, port)}
      <wbr />
      {typed.slice(port)}
    </>
  )
}

/** How many of each kind of sticker: shape, number, words. */
export function KindCounts({
  definition,
  counts,
  row = false,
}: {
  definition: Definition
  counts: ReadonlyMap<KindId, number>
  /** Side by side, where height is dear. */
  row?: boolean
}) {
  const many = definition.kinds.length > 3
  return (
    <ul class={`kinds plain ${row ? 'kinds-row' : ''} ${many ? 'kinds-many' : ''}`}>
      {definition.kinds.map((kind) => (
        <li class="kind" key={kind.id}>
          <Sticker shape={kind.shape} colour={kind.colour} class="kind-sticker" />
          <span class="kind-count">
            {t('display.number.more', { count: counts.get(kind.id) ?? 0 })}
          </span>{' '}
          <span class="kind-words">{kind.short}</span>
        </li>
      ))}
    </ul>
  )
}

/** People's words on slips of paper, as many as there is room for. */
export function Slips({
  label,
  slips,
}: {
  label: string
  slips: readonly { seq: number; words: string }[]
}) {
  return (
    <ul class="slips slips-column plain" aria-label={label}>
      {slips.map(({ seq, words }) => (
        <li class={`slip slip-${seq % 4}`} key={seq} dir="auto">
          {words}
        </li>
      ))}
    </ul>
  )
}
