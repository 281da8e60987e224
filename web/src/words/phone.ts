import words from 'words:app,page.phone,list,ui,map,tally,join,phone,card,connection,refused,problem'
import { learn } from './index.ts'

learn(words)
