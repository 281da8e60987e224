import words from 'words:app,page.facilitator,list,ui,map,signs,tally,boards,facilitator,display.qr,refused,problem'
import { learn } from './index.ts'

learn(words)
