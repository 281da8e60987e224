import { t } from '../../words/index.ts'

/** The code and the three words, large, to be copied onto paper. */
export function WordsToKeep({ code, words }: { code: string; words: string }) {
  return (
    <dl class="keep-words">
      <dt>{t('help.boardCode')}</dt>
      <dd translate={false}>{code}</dd>
      <dt>{t('help.words')}</dt>
      <dd translate={false}>{words}</dd>
    </dl>
  )
}
