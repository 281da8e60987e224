import { LiveLine } from '../ui/Live.tsx'
import { me, screen, setVoice, store, voice } from './app.ts'
import { announces } from './arrivals.ts'
import { BoardScreen } from './BoardScreen.tsx'
import { JoinScreen } from './JoinScreen.tsx'
import { Part } from './Part.tsx'

/** The phone page: one screen at a time, and the line that is read out. */
export function App() {
  const status = store.status.value
  const old = status.is === 'stopped' && status.why === 'wrong_protocol'
  return (
    <>
      {old ? <Part part="OldPage" /> : <Screen />}
      <LiveLine
        onReady={(speaker) => {
          setVoice(speaker)
          voice.setOthers(announces())
        }}
      />
    </>
  )
}

function Screen() {
  switch (screen.value) {
    case 'code':
      return <Part part="CodeScreen" />
    case 'return':
      return <Part part="ReturnScreen" />
    case 'join':
      return <JoinScreen />
    case 'kiosk':
      return <Part part="KioskScreen" />
    case 'board':
      // Nothing that one person began is left for the next.
      return <BoardScreen key={me.value?.token} />
    default:
      throw new Error(`no screen ${screen.value satisfies never as string}`)
  }
}
