import { type Answer, type Form, TARGET_RINGS } from '../../wire/types.ts'
import { t } from '../../words/index.ts'

type Target = Extract<Answer, { form: 'target' }>

const RINGS = Array.from({ length: TARGET_RINGS }, (_, ring) => ring as 0 | 1 | 2 | 3)

/** Each statement goes on one ring of a target: the nearer to the middle, the truer. */
export function TargetForm({
  form,
  draft,
  onDraft,
}: {
  form: Extract<Form, { form: 'target' }>
  draft: Target
  onDraft: (draft: Target) => void
}) {
  const aim = (option: string, ring: number) => {
    const rest = draft.aimed.filter((one) => one.option !== option)
    onDraft({ form: 'target', aimed: [...rest, { option, ring }] })
  }
  return (
    <>
      {form.statements.map(({ id, label }) => {
        const ring = draft.aimed.find(({ option }) => option === id)?.ring
        return (
          <fieldset class="target-statement" key={id}>
            <legend class="choices-legend">{label}</legend>
            <div class="target-row">
              <Rings ring={ring} />
              <div class="target-rings">
                {RINGS.map((one) => (
                  <label class={`depth ${one === ring ? 'depth-chosen' : ''}`} key={one}>
                    <input
                      class="visually-hidden"
                      type="radio"
                      name={`ring-${id}`}
                      checked={one === ring}
                      onChange={() => aim(id, one)}
                    />
                    <span class="ringed">{t(`answer.ring.${one}`)}</span>
                  </label>
                ))}
              </div>
            </div>
          </fieldset>
        )
      })}
    </>
  )
}

/** The target as a small picture, with what was chosen filled. */
function Rings({ ring }: { ring: number | undefined }) {
  return (
    <svg class="target-picture" viewBox="-44 -44 88 88" aria-hidden="true" focusable="false">
      {[...RINGS].reverse().map((one) => (
        <circle key={one} r={10 + one * 11} class={one === ring ? 'target-hit' : 'target-ring'} />
      ))}
    </svg>
  )
}
