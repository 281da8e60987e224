import { expect } from 'vitest'
import { deskOf } from '../harness/desk.ts'
import { areaOf, gone, kindOf, phoneOf, shown } from '../harness/phone.ts'
import { test } from '../harness/test.ts'
import { t } from '../harness/words.ts'

test('R8.1 after the plug was pulled all pages come back by themselves, and all is there', async ({
  town,
}) => {
  const desk = deskOf(await town.facilitator())
  const display = await town.display()
  const [jean, ali] = [phoneOf(await town.phone()), phoneOf(await town.phone())]
  await jean.start()
  await ali.start()
  const lived = kindOf(town.definition, 'lived')
  const label = (name: string, count: number) => ({ name: new RegExp(`^${name}: ${count} `) })
  await jean.putFromList(lived, areaOf(town.definition, 'govan'), 'still here')
  await jean.saved()
  const [finder] = town.definition.finders
  if (!finder) throw new Error('a board without questions')
  await desk.open(finder)
  await shown(ali.tab('questions').getByText(t('phone.toAnswer')))

  await town.pullThePlug()
  await jean.putFromList(lived, areaOf(town.definition, 'riddrie'))
  await jean.saved()
  await ali.tab('map').click()
  for (const name of ['Govan', 'Riddrie']) {
    await shown(ali.page.getByRole('button', label(name, 1)))
  }
  await shown(desk.page.getByText(t('facilitator.live'), { exact: true }))
  await shown(desk.page.getByText(t('facilitator.stickersTotal', { count: 2 })))
  // The open question is still what the display shows; closing it shows the map again.
  await desk.close(finder)
  await shown(display.page.getByRole('button', label('Riddrie', 1)))
  await gone(display.page.getByText(/^Last seen/))

  // The links from before the restart still open the board.
  await display.page.reload()
  await shown(display.page.getByRole('button', label('Govan', 1)))
  await jean.page.reload()
  expect((await jean.myStickers()).join()).toContain('still here')
})
