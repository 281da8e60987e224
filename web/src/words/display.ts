import words from 'words:app,page.display,list,ui,map,signs,tally,display'
import { learn } from './index.ts'

learn(words)
