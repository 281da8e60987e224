import type { ComponentChildren } from 'preact'
import { t } from '../../words/index.ts'
import { moved } from './order.ts'

/** Rows whose order is the new board's: beside each of them two buttons that move it. */
export function MovableRows<T>({
  rows,
  keyOf,
  nameOf,
  children,
  onChange,
  say,
}: {
  rows: readonly T[]
  keyOf: (row: T) => string
  /** What the row is called, for those who only hear. */
  nameOf: (row: T) => string
  children: (row: T) => ComponentChildren
  onChange: (rows: readonly T[]) => void
  say: (words: string) => void
}) {
  const move = (at: number, by: -1 | 1) => {
    const [row, next] = [rows[at], moved(rows, at, by)]
    if (row === undefined || next === rows) return
    onChange(next)
    const place = { place: at + by + 1, count: rows.length }
    say(t('boards.moved', { what: nameOf(row), ...place }))
  }
  return (
    <ol class="plain">
      {rows.map((row, at) => (
        <li class="movable" key={keyOf(row)}>
          <div class="movable-row">{children(row)}</div>
          <div class="movable-buttons">
            <Move way="up" what={nameOf(row)} off={at === 0} onMove={() => move(at, -1)} />
            <Move
              way="down"
              what={nameOf(row)}
              off={at === rows.length - 1}
              onMove={() => move(at, 1)}
            />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Move({
  way,
  what,
  off,
  onMove,
}: {
  way: 'up' | 'down'
  what: string
  /** At its end of the list; it stays to be found, so that the keyboard does too. */
  off: boolean
  onMove: () => void
}) {
  return (
    <button type="button" class="button button-icon" aria-disabled={off} onClick={onMove}>
      <svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">
        <path
          d={way === 'up' ? 'M-7 3 0-4 7 3' : 'M-7-3 0 4 7-3'}
          fill="none"
          stroke="currentColor"
          stroke-width="3"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <span class="visually-hidden">
        {t(`facilitator.${way}`)}: {what}
      </span>
    </button>
  )
}
