import type { Command, Definition } from '../wire/types.ts'
import { t } from '../words/index.ts'

/** Says in one sentence what a facilitator's command has done. */
export function doneWords(command: Command, definition: Definition): string {
  switch (command.do) {
    case 'set_finder_open':
      return t(command.open ? 'facilitator.done.opened' : 'facilitator.done.closed')
    case 'set_finder_revealed':
      return t(command.revealed ? 'facilitator.done.revealed' : 'facilitator.done.hiddenAnswers')
    case 'set_locked':
      return t(command.locked ? 'facilitator.done.locked' : 'facilitator.done.unlocked')
    case 'set_hidden':
    case 'set_name_hidden':
      return t(command.hidden ? 'facilitator.done.hidden' : 'facilitator.done.restored')
    case 'set_muted':
      return t(command.muted ? 'facilitator.done.muted' : 'facilitator.done.unmuted')
    case 'ask_again':
      return t('facilitator.done.askedAgain')
    case 'set_archived':
      return t(command.archived ? 'facilitator.done.putAway' : 'facilitator.done.takenOut')
    case 'set_ended':
      return t(command.ended ? 'facilitator.done.ended' : 'facilitator.done.takenUp')
    case 'show_area': {
      const area = definition.areas.find((one) => one.id === command.area)
      return area
        ? t('facilitator.done.showing', { area: area.name })
        : t('facilitator.done.notShowing')
    }
    case 'go_to':
      return t('facilitator.done.wentOn')
    case 'bring':
      return t('facilitator.done.called')
    case 'set_timer':
      return t(command.ms === undefined ? 'facilitator.done.timerOff' : 'facilitator.done.timerOn')
    default:
      return t('facilitator.done.done')
  }
}
