import type { StickerKind } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** Says what the phone will send for a sticker where the pin stands. */
export function privacyOfPin({ precision }: StickerKind): string {
  return t(`phone.privacy.${precision}`)
}

/** Says what the phone will send for a sticker in an area that was chosen by its name. */
export function privacyOfArea({ precision }: StickerKind, area: string): string {
  return precision === 'area' ? t('phone.privacy.area') : t('phone.privacy.middle', { area })
}
