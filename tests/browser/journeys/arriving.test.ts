import { expect } from 'vitest'
import { deskOf } from '../harness/desk.ts'
import { type Phone, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'

test('R5.14 whoever comes, comes late or comes back begins where the others are', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const isAt = async (phone: Phone, view: 'map' | 'questions') =>
    expect(await phone.tab(view).getAttribute('aria-current')).toBe('page')
  const goOn = async () => {
    await desk.allSaved()
    await desk.press('facilitator.goOn')
  }

  const early = phoneOf(await town.phone())
  await early.arrive()
  await isAt(early, 'questions')
  await shown(early.page.getByText('A cup of tea'))

  await goOn()
  const onTime = phoneOf(await town.phone())
  await onTime.arrive()
  await isAt(onTime, 'map')

  await goOn()
  const late = phoneOf(await town.phone())
  await late.arrive()
  await isAt(late, 'questions')
  await shown(late.page.getByText('What we bring'))

  // Somebody who looks at the map, and whose old phone loads the page again.
  await early.tab('map').click()
  await early.page.reload()
  await shown(early.page.getByText('What we bring'))
  await isAt(early, 'questions')
})
