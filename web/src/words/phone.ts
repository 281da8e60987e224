import words from 'words:app,page.phone,list,ui,map,join,phone,connection,problem'
import { learn } from './index.ts'

learn(words)
