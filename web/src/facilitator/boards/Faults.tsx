import { useLayoutEffect, useRef } from 'preact/hooks'
import { failureWords } from '../../phone/refusal.ts'
import type { Failure } from '../../store/index.ts'

/** Why the server made no board: mostly what is wrong in a map file, which has no field here. */
export function Faults({ failure }: { failure: Failure }) {
  const alert = useRef<HTMLDivElement>(null)
  const faults = failure.faults ?? []
  useLayoutEffect(() => alert.current?.focus(), [failure])
  return (
    <div class="boards-faults" role="alert" ref={alert} tabIndex={-1}>
      <p class="field-error">{failureWords(failure)}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={fault}>
              <bdi>{fault}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
