/** What the phone does not say at first sight: it comes with the parts that say it. */
import words from 'words:join,tally,answer,reason,signs,card,refused,now,lobby,help,paper,kiosk'
import { learn } from './index.ts'

learn(words)
