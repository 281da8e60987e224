/** The part of `en.json` whose keys are, or begin with, one of the names after the colon. */
declare module 'words:*' {
  const words: Readonly<Record<string, string>>
  export default words
}
