import english from './en.json'
import { learn } from './index.ts'

// For tests, which draw parts of every page.
learn(english)
