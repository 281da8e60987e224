//! Who may do what, when: asked by `check` and by `apply` alike.

use crate::command::Command;
use crate::definition::Precision;
use crate::entry::{Actor, Rules};
use crate::finder::Answer;
use crate::ids::{AreaId, CommandId, FinderId, KindId, Seq};
use crate::limits::{
    NAME_CHARS, NOTE_CHARS, REASON_CHARS, STICKERS_PER_BOARD, STICKERS_PER_PERSON, TIMER_MS,
};
use crate::refusal::RefusalCode;

use super::act::{Act, Whither};
use super::state::Board;

pub(super) type Verdict = Result<(), RefusalCode>;

impl Board {
    /// Says whether the board would take a command as it is now; the log has the last word.
    ///
    /// Geography (is the point on the map?) and pace are not the board's business.
    pub fn check(&self, actor: Actor, command: &Command) -> Verdict {
        self.judge(actor, &Act::of_command(command))
    }

    pub(super) fn judge(&self, actor: Actor, act: &Act<'_>) -> Verdict {
        if actor.role != act.asked_by() {
            return Err(RefusalCode::WrongRole);
        }
        if self.is_erased(actor.id) {
            return Err(RefusalCode::Erased);
        }
        match act {
            Act::Define { rules } => self.may_define(rules),
            Act::Place { kind, to, note } => self.may_place(actor, kind, *to, *note),
            Act::Change { sticker, kind, to, note } => {
                self.may_change(actor, *sticker, kind, *to, *note)
            }
            Act::TakeBack { sticker } => {
                self.own_sticker(actor.id, *sticker).map(drop).ok_or(RefusalCode::UnknownSticker)
            }
            Act::Answer { finder, answer, round, erased } => {
                self.may_answer_now(finder, *round)?;
                self.may_answer(actor, finder, answer, *erased)
            }
            Act::TakeBackAnswer { finder } | Act::SetFinder { finder } => self.knows(finder),
            Act::SetName { name, shown } => {
                // A name that everybody reads is words like any other.
                if *shown && name.is_some() {
                    self.may_write(actor)?;
                }
                fits(*name, NAME_CHARS)
            }
            Act::SetHidden { seq, part, words } => {
                self.author_of(*seq, *part).ok_or(RefusalCode::UnknownSticker)?;
                fits(*words, REASON_CHARS)
            }
            Act::SetNameHidden { guest, words } => {
                self.guest(guest).ok_or(RefusalCode::UnknownName)?;
                fits(*words, REASON_CHARS)
            }
            Act::SetMuted { seq, part, words } => {
                self.person_named(*seq, *part).ok_or(RefusalCode::UnknownSticker)?;
                fits(*words, REASON_CHARS)
            }
            Act::GoTo { activity } | Act::SetActivityState { activity } => {
                self.knows_activity(activity)
            }
            Act::PutActivity { activity, before } => self.may_put_activity(activity, *before),
            Act::MoveActivity { activity, before } => {
                self.knows_activity(activity)?;
                before.map_or(Ok(()), |before| self.knows_activity(before))
            }
            Act::RemoveActivity { activity } => self.may_remove_activity(activity),
            Act::SetTimer { ms: Some(ms) } if *ms > TIMER_MS => Err(RefusalCode::OutOfBounds),
            Act::PutFinder { finder } => self.may_put_finder(finder),
            Act::ShowArea { area } => area.map_or(Ok(()), |area| self.knows_area(area)),
            Act::SetTimer { .. } | Act::NoteConsent | Act::Erase | Act::Switch => Ok(()),
        }
    }

    fn may_place(
        &self,
        actor: Actor,
        kind: &KindId,
        to: Whither<'_>,
        note: Option<&str>,
    ) -> Verdict {
        self.may_add(actor)?;
        let mine = self.people.get(&actor.id).map_or(0, |person| person.stickers);
        if mine >= STICKERS_PER_PERSON as u64 {
            return Err(RefusalCode::TooManyStickers);
        }
        if self.stickers.len() >= STICKERS_PER_BOARD {
            return Err(RefusalCode::BoardFull);
        }
        self.fits_kind(kind, to)?;
        fits(note, NOTE_CHARS)
    }

    fn may_change(
        &self,
        actor: Actor,
        id: CommandId,
        kind: &KindId,
        to: Option<Whither<'_>>,
        note: Option<&str>,
    ) -> Verdict {
        self.may_add(actor)?;
        let seq = self.own_sticker(actor.id, id).ok_or(RefusalCode::UnknownSticker)?;
        match to {
            Some(to) => self.fits_kind(kind, to)?,
            None => self.keeps_place(seq, kind)?,
        }
        fits(note, NOTE_CHARS)
    }

    fn may_add(&self, actor: Actor) -> Verdict {
        self.may_take_part()?;
        if self.locked {
            return Err(RefusalCode::PlacingLocked);
        }
        if self.is_closed_to_stickers() {
            return Err(RefusalCode::ViewOnly);
        }
        self.may_write(actor)
    }

    fn may_take_part(&self) -> Verdict {
        match (self.archived, self.ended) {
            (true, _) => Err(RefusalCode::Archived),
            (_, true) => Err(RefusalCode::SessionEnded),
            _ => Ok(()),
        }
    }

    fn may_write(&self, actor: Actor) -> Verdict {
        match self.people.get(&actor.id).and_then(|person| person.muted.as_ref()) {
            Some(_) => Err(RefusalCode::Muted),
            None => Ok(()),
        }
    }

    /// A kind of precision `area` takes an area and no point, so that no point is ever sent.
    fn fits_kind(&self, kind: &KindId, to: Whither<'_>) -> Verdict {
        let kind = self.kind(kind).ok_or(RefusalCode::UnknownKind)?;
        match (kind.precision, to) {
            (Precision::Area, Whither::Area(area)) => self.knows_area(area),
            (Precision::Street | Precision::Exact, Whither::Point) => Ok(()),
            _ => Err(RefusalCode::WrongPlace),
        }
    }

    /// Without a new place, a sticker may only turn into a kind of the same precision.
    fn keeps_place(&self, seq: Seq, kind: &KindId) -> Verdict {
        let new = self.kind(kind).ok_or(RefusalCode::UnknownKind)?.precision;
        let old = self.stickers.get(&seq).and_then(|sticker| self.kind(&sticker.kind));
        match old {
            Some(old) if old.precision == new => Ok(()),
            _ => Err(RefusalCode::WrongPlace),
        }
    }

    /// `round`: for which the answer was given, where that is known.
    fn may_answer_now(&self, finder: &FinderId, round: Option<u32>) -> Verdict {
        self.knows(finder)?;
        self.may_take_part()?;
        let state = self.finders.get(finder).filter(|state| state.open);
        let now = state.ok_or(RefusalCode::FinderClosed)?.round;
        if round.is_some_and(|round| round != now) {
            return Err(RefusalCode::AskedAgain);
        }
        Ok(())
    }

    fn may_answer(
        &self,
        actor: Actor,
        finder: &FinderId,
        answer: &Answer,
        erased: bool,
    ) -> Verdict {
        let rule = self.finder_rule(finder).ok_or(RefusalCode::UnknownFinder)?;
        if !answer.texts().is_empty() {
            self.may_write(actor)?;
        }
        rule.form.check(answer, &self.rules.areas, erased)
    }

    /// New rules may add and reword, but must keep all that people have used.
    fn may_define(&self, rules: &Rules) -> Verdict {
        let keeps_kind = |sticker: &super::Sticker| {
            let new = rules.kinds.iter().find(|kind| kind.id == sticker.kind);
            new.map(|kind| kind.precision) == self.kind(&sticker.kind).map(|kind| kind.precision)
        };
        let keeps_area =
            |sticker: &super::Sticker| sticker.area.iter().all(|area| rules.areas.contains(area));
        let keeps_finder = |(id, state): (&FinderId, &super::FinderState)| {
            let new = rules.finders.iter().find(|finder| finder.id == *id);
            let old = self.rules.finders.iter().find(|finder| finder.id == *id);
            self.is_made(id) || state.may_follow(old, new, &rules.areas)
        };
        let keeps = self.stickers.values().all(|one| keeps_kind(one) && keeps_area(one))
            && self.finders.iter().all(keeps_finder);
        if keeps { Ok(()) } else { Err(RefusalCode::DefinitionInUse) }
    }

    fn knows(&self, finder: &FinderId) -> Verdict {
        self.finder_rule(finder).map(drop).ok_or(RefusalCode::UnknownFinder)
    }

    pub(super) fn knows_area(&self, area: &AreaId) -> Verdict {
        if self.rules.areas.contains(area) { Ok(()) } else { Err(RefusalCode::UnknownArea) }
    }
}

pub(super) fn fits(words: Option<&str>, limit: usize) -> Verdict {
    match words {
        Some(words) if words.chars().count() > limit => Err(RefusalCode::TooLong),
        _ => Ok(()),
    }
}
