/**
 * What is not needed to see the board for the first time. It is fetched as soon as the page is
 * quiet, so that it is there before anybody asks for it, with or without a connection.
 */
import '../words/phone-later.ts'
import { store } from './app.ts'
import { keepDrafts } from './drafts.ts'
import { keepParty } from './help/party.ts'
import { keepKiosk } from './kiosk/kiosk.ts'
import { follow } from './now/follow.ts'
import { followLead } from './now/leading.ts'
import { reportDoing } from './now/report.ts'

export { CardTab } from './CardTab.tsx'
export { CodeScreen } from './CodeScreen.tsx'
export { EndPanel } from './EndPanel.tsx'
export { HelpBar } from './help/HelpBar.tsx'
export { KioskScreen } from './kiosk/KioskScreen.tsx'
export { OldPage } from './OldPage.tsx'
export { QuestionsTab } from './QuestionsTab.tsx'
export { ReturnScreen } from './ReturnScreen.tsx'
export { SheetHost } from './SheetHost.tsx'
export { HandsSeen, SignsSeen } from './now/Seen.tsx'
export { StepBar } from './now/StepBar.tsx'
export { SignsButton, SignsPanel } from './now/Signs.tsx'

follow()
followLead()
reportDoing(store)
keepDrafts()
keepParty()
keepKiosk()
