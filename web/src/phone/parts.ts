/**
 * What is not needed to see the board for the first time. It is fetched as soon as the page is
 * quiet, so that it is there before anybody asks for it, with or without a connection.
 */
import '../words/phone-later.ts'
import { follow } from './now/follow.ts'

export { CardTab } from './CardTab.tsx'
export { EndPanel } from './EndPanel.tsx'
export { OldPage } from './OldPage.tsx'
export { QuestionsTab } from './QuestionsTab.tsx'
export { ReturnScreen } from './ReturnScreen.tsx'
export { SheetHost } from './SheetHost.tsx'

follow()
