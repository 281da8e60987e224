//! Who may do what, when: asked by `check` and by `apply` alike.

use crate::command::{Command, Place, Role};
use crate::definition::Precision;
use crate::entry::{Actor, Deed, Entry, Moved, Rules};
use crate::finder::Answer;
use crate::ids::{AreaId, CommandId, FinderId, KindId, Seq};
use crate::limits::{NAME_CHARS, NOTE_CHARS, STICKERS_PER_BOARD, STICKERS_PER_PERSON};
use crate::position::Position;
use crate::refusal::RefusalCode;

use super::state::Board;

type Verdict = Result<(), RefusalCode>;

/// Where something is to go, as far as the rules care.
#[derive(Clone, Copy)]
pub(super) enum Whither<'a> {
    Area(&'a AreaId),
    Point,
}

/// A wish in the form that the rules read, whether it comes as a command or as an entry.
pub(super) enum Act<'a> {
    Define { rules: &'a Rules },
    Place { kind: &'a KindId, to: Whither<'a>, note: Option<&'a str> },
    Change { sticker: CommandId, kind: &'a KindId, to: Option<Whither<'a>>, note: Option<&'a str> },
    TakeBack { sticker: CommandId },
    Answer { finder: &'a FinderId, answer: &'a Answer },
    TakeBackAnswer { finder: &'a FinderId },
    SetName { name: Option<&'a str> },
    SetFinder { finder: &'a FinderId },
    SetHidden { seq: Seq },
    ShowArea { area: Option<&'a AreaId> },
    SetLocked,
    SetEnded,
}

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
        match act {
            Act::Define { rules } => self.may_define(rules),
            Act::Place { kind, to, note } => self.may_place(actor, kind, *to, *note),
            Act::Change { sticker, kind, to, note } => {
                self.may_change(actor, *sticker, kind, *to, *note)
            }
            Act::TakeBack { sticker } => {
                self.own_sticker(actor.id, *sticker).map(drop).ok_or(RefusalCode::UnknownSticker)
            }
            Act::Answer { finder, answer } => self.may_answer(finder, answer),
            Act::TakeBackAnswer { finder } | Act::SetFinder { finder } => self.knows(finder),
            Act::SetName { name } => fits(*name, NAME_CHARS),
            Act::SetHidden { seq } => self.may_hide(*seq),
            Act::ShowArea { area } => area.map_or(Ok(()), |area| self.knows_area(area)),
            Act::SetLocked | Act::SetEnded => Ok(()),
        }
    }

    fn may_place(
        &self,
        actor: Actor,
        kind: &KindId,
        to: Whither<'_>,
        note: Option<&str>,
    ) -> Verdict {
        self.may_add()?;
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
        self.may_add()?;
        let seq = self.own_sticker(actor.id, id).ok_or(RefusalCode::UnknownSticker)?;
        match to {
            Some(to) => self.fits_kind(kind, to)?,
            None => self.keeps_place(seq, kind)?,
        }
        fits(note, NOTE_CHARS)
    }

    fn may_add(&self) -> Verdict {
        match (self.ended, self.locked) {
            (true, _) => Err(RefusalCode::SessionEnded),
            (_, true) => Err(RefusalCode::PlacingLocked),
            _ => Ok(()),
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

    fn may_answer(&self, finder: &FinderId, answer: &Answer) -> Verdict {
        let rule = self.finder_rule(finder).ok_or(RefusalCode::UnknownFinder)?;
        if self.ended {
            return Err(RefusalCode::SessionEnded);
        }
        if !self.finders.get(finder).is_some_and(|state| state.open) {
            return Err(RefusalCode::FinderClosed);
        }
        rule.form.check(answer)
    }

    fn may_hide(&self, seq: Seq) -> Verdict {
        let answers = || self.finders.values().flat_map(|finder| finder.answers.values());
        let found = self.stickers.contains_key(&seq) || answers().any(|answer| answer.seq == seq);
        if found { Ok(()) } else { Err(RefusalCode::UnknownSticker) }
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
            state
                .answers
                .values()
                .all(|stored| new.is_some_and(|finder| finder.form.check(&stored.answer).is_ok()))
        };
        let keeps = self.stickers.values().all(|one| keeps_kind(one) && keeps_area(one))
            && self.finders.iter().all(keeps_finder);
        if keeps { Ok(()) } else { Err(RefusalCode::DefinitionInUse) }
    }

    fn knows(&self, finder: &FinderId) -> Verdict {
        self.finder_rule(finder).map(drop).ok_or(RefusalCode::UnknownFinder)
    }

    fn knows_area(&self, area: &AreaId) -> Verdict {
        if self.rules.areas.contains(area) { Ok(()) } else { Err(RefusalCode::UnknownArea) }
    }
}

fn fits(words: Option<&str>, limit: usize) -> Verdict {
    match words {
        Some(words) if words.chars().count() > limit => Err(RefusalCode::TooLong),
        _ => Ok(()),
    }
}

impl<'a> Act<'a> {
    fn asked_by(&self) -> Role {
        match self {
            Self::Define { .. } => Role::System,
            Self::Place { .. }
            | Self::Change { .. }
            | Self::TakeBack { .. }
            | Self::Answer { .. }
            | Self::TakeBackAnswer { .. }
            | Self::SetName { .. } => Role::Participant,
            Self::SetFinder { .. }
            | Self::SetHidden { .. }
            | Self::ShowArea { .. }
            | Self::SetLocked
            | Self::SetEnded => Role::Facilitator,
        }
    }

    fn of_command(command: &'a Command) -> Self {
        match command {
            Command::Place { kind, place, note } => {
                Self::Place { kind, to: whither(place), note: note.as_deref() }
            }
            Command::Change { sticker, kind, place, note } => Self::Change {
                sticker: *sticker,
                kind,
                to: place.as_ref().map(whither),
                note: note.as_deref(),
            },
            Command::TakeBack { sticker } => Self::TakeBack { sticker: *sticker },
            Command::Answer { finder, answer } => Self::Answer { finder, answer },
            Command::TakeBackAnswer { finder } => Self::TakeBackAnswer { finder },
            Command::SetName { name } => Self::SetName { name: name.as_deref() },
            Command::SetFinderOpen { finder, .. } | Command::SetFinderRevealed { finder, .. } => {
                Self::SetFinder { finder }
            }
            Command::SetLocked { .. } => Self::SetLocked,
            Command::SetHidden { seq, .. } => Self::SetHidden { seq: *seq },
            Command::ShowArea { area } => Self::ShowArea { area: area.as_ref() },
            Command::SetEnded { .. } => Self::SetEnded,
        }
    }

    /// Reads an entry. `answer` is the entry's answer with its words put back.
    pub(super) fn of_entry(entry: &'a Entry, answer: &'a Answer) -> Self {
        let words = entry.personal.as_ref().and_then(|personal| personal.words.as_deref());
        match &entry.body.deed {
            Deed::Define { rules } => Self::Define { rules },
            Deed::Place { kind, area, at } => {
                Self::Place { kind, to: located(area.as_ref(), *at), note: words }
            }
            Deed::Change { sticker, kind, moved } => {
                let to = |moved: &'a Moved| located(moved.area.as_ref(), moved.at);
                Self::Change { sticker: *sticker, kind, to: moved.as_ref().map(to), note: words }
            }
            Deed::TakeBack { sticker } => Self::TakeBack { sticker: *sticker },
            Deed::Answer { finder, .. } => Self::Answer { finder, answer },
            Deed::TakeBackAnswer { finder } => Self::TakeBackAnswer { finder },
            Deed::SetName {} => Self::SetName { name: words },
            Deed::SetFinderOpen { finder, .. } | Deed::SetFinderRevealed { finder, .. } => {
                Self::SetFinder { finder }
            }
            Deed::SetLocked { .. } => Self::SetLocked,
            Deed::SetHidden { seq, .. } => Self::SetHidden { seq: *seq },
            Deed::ShowArea { area } => Self::ShowArea { area: area.as_ref() },
            Deed::SetEnded { .. } => Self::SetEnded,
        }
    }
}

fn whither(place: &Place) -> Whither<'_> {
    match place {
        Place::Area(area) => Whither::Area(area),
        Place::Point(_) => Whither::Point,
    }
}

/// Only a wish for an area has a stand-in; the point of any other is personal.
fn located(area: Option<&AreaId>, at: Option<Position>) -> Whither<'_> {
    match (area, at) {
        (Some(area), Some(_)) => Whither::Area(area),
        _ => Whither::Point,
    }
}
