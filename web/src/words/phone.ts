import words from 'words:app,page.phone,list,ui,map,join.welcome,join.here,join.hereRoom,join.hereRemote,join.name,join.nameHint,join.privacy,join.start,join.busy,join.before,phone,connection,problem'
import { learn } from './index.ts'

learn(words)
