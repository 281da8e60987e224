import { useState } from 'preact/hooks'
import { t } from '../words/index.ts'
import { calmChosen, chooseCalm } from './calm.ts'
import { Choice } from './Fields.tsx'

/** Whether things may move on this device. */
export function Calm() {
  const [on, setOn] = useState(calmChosen())
  return (
    <Choice
      type="checkbox"
      name="calm"
      chosen={on}
      hint={t('signs.calmHint')}
      onChange={(next) => {
        setOn(next)
        chooseCalm(next)
      }}
    >
      {t('signs.calm')}
    </Choice>
  )
}
