//! A wish in the form that the rules read, whether it comes as a command or as an entry.

use crate::agenda::Activity;
use crate::command::{Command, Place, Role};
use crate::entry::{Deed, Entry, Moved, Personal, Rules};
use crate::finder::{Answer, Finder};
use crate::ids::{ActivityId, AreaId, CommandId, FinderId, GuestId, KindId, Seq};
use crate::position::Position;

/// Where something is to go, as far as the rules care.
#[derive(Clone, Copy)]
pub(super) enum Whither<'a> {
    Area(&'a AreaId),
    Point,
}

/// A wish in the form that the rules read, whether it comes as a command or as an entry.
pub(super) enum Act<'a> {
    Define {
        rules: &'a Rules,
    },
    Place {
        kind: &'a KindId,
        to: Whither<'a>,
        note: Option<&'a str>,
    },
    Change {
        sticker: CommandId,
        kind: &'a KindId,
        to: Option<Whither<'a>>,
        note: Option<&'a str>,
    },
    TakeBack {
        sticker: CommandId,
    },
    /// `erased`: its texts were erased from the log, so that nothing can be asked of them.
    Answer {
        finder: &'a FinderId,
        answer: &'a Answer,
        round: Option<u32>,
        erased: bool,
    },
    TakeBackAnswer {
        finder: &'a FinderId,
    },
    SetName {
        name: Option<&'a str>,
        shown: bool,
    },
    NoteConsent,
    Erase,
    SetFinder {
        finder: &'a FinderId,
    },
    SetHidden {
        seq: Seq,
        part: u8,
        words: Option<&'a str>,
    },
    SetNameHidden {
        guest: &'a GuestId,
        words: Option<&'a str>,
    },
    SetMuted {
        seq: Seq,
        part: u8,
        words: Option<&'a str>,
    },
    GoTo {
        activity: &'a ActivityId,
    },
    PutActivity {
        activity: &'a Activity,
        before: Option<&'a ActivityId>,
    },
    MoveActivity {
        activity: &'a ActivityId,
        before: Option<&'a ActivityId>,
    },
    RemoveActivity {
        activity: &'a ActivityId,
    },
    SetActivityState {
        activity: &'a ActivityId,
    },
    SetTimer {
        ms: Option<u64>,
    },
    PutFinder {
        finder: &'a Finder,
    },
    ShowArea {
        area: Option<&'a AreaId>,
    },
    /// A switch that a facilitator may always turn.
    Switch,
}

impl<'a> Act<'a> {
    pub(super) fn asked_by(&self) -> Role {
        match self {
            Self::Define { .. } => Role::System,
            Self::Place { .. }
            | Self::Change { .. }
            | Self::TakeBack { .. }
            | Self::Answer { .. }
            | Self::TakeBackAnswer { .. }
            | Self::SetName { .. }
            | Self::NoteConsent
            | Self::Erase => Role::Participant,
            Self::SetFinder { .. }
            | Self::SetHidden { .. }
            | Self::SetNameHidden { .. }
            | Self::SetMuted { .. }
            | Self::GoTo { .. }
            | Self::PutActivity { .. }
            | Self::MoveActivity { .. }
            | Self::RemoveActivity { .. }
            | Self::SetActivityState { .. }
            | Self::SetTimer { .. }
            | Self::PutFinder { .. }
            | Self::ShowArea { .. }
            | Self::Switch => Role::Facilitator,
        }
    }

    pub(super) fn of_command(command: &'a Command) -> Self {
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
            Command::Answer { finder, answer, round } => {
                Self::Answer { finder, answer, round: *round, erased: false }
            }
            Command::TakeBackAnswer { finder } => Self::TakeBackAnswer { finder },
            Command::SetName { name, shown } => {
                Self::SetName { name: name.as_deref(), shown: *shown }
            }
            Command::NoteConsent {} => Self::NoteConsent,
            Command::Erase {} => Self::Erase,
            Command::SetFinderOpen { finder, .. }
            | Command::SetFinderRevealed { finder, .. }
            | Command::AskAgain { finder } => Self::SetFinder { finder },
            Command::SetHidden { seq, part, why, .. } => {
                let words = why.as_ref().and_then(|why| why.words.as_deref());
                Self::SetHidden { seq: *seq, part: *part, words }
            }
            Command::SetNameHidden { guest, why, .. } => {
                let words = why.as_ref().and_then(|why| why.words.as_deref());
                Self::SetNameHidden { guest, words }
            }
            Command::SetMuted { seq, part, why, .. } => {
                let words = why.as_ref().and_then(|why| why.words.as_deref());
                Self::SetMuted { seq: *seq, part: *part, words }
            }
            Command::GoTo { activity } => Self::GoTo { activity },
            Command::PutActivity { activity, before } => {
                Self::PutActivity { activity, before: before.as_ref() }
            }
            Command::MoveActivity { activity, before } => {
                Self::MoveActivity { activity, before: before.as_ref() }
            }
            Command::RemoveActivity { activity } => Self::RemoveActivity { activity },
            Command::SetActivityState { activity, .. } => Self::SetActivityState { activity },
            Command::SetTimer { ms } => Self::SetTimer { ms: *ms },
            Command::PutFinder { finder } => Self::PutFinder { finder },
            Command::ShowArea { area } => Self::ShowArea { area: area.as_ref() },
            Command::SetLocked { .. }
            | Command::SetEnded { .. }
            | Command::SetQuiet { .. }
            | Command::SetArchived { .. }
            | Command::Bring {} => Self::Switch,
        }
    }

    /// Reads an entry. `answer` is the entry's answer with its words put back.
    pub(super) fn of_entry(entry: &'a Entry, answer: &'a Answer) -> Self {
        let words = entry.personal.as_ref().and_then(Personal::text);
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
            Deed::Answer { finder, round, texts, .. } => {
                let kept = entry.personal.as_ref().map_or(0, |personal| personal.texts.len());
                let erased = kept < usize::from(*texts);
                Self::Answer { finder, answer, round: *round, erased }
            }
            Deed::TakeBackAnswer { finder } => Self::TakeBackAnswer { finder },
            Deed::SetName { shown } => Self::SetName { name: words, shown: *shown },
            Deed::NoteConsent {} => Self::NoteConsent,
            Deed::Erase {} => Self::Erase,
            Deed::SetFinderOpen { finder, .. }
            | Deed::SetFinderRevealed { finder, .. }
            | Deed::AskAgain { finder } => Self::SetFinder { finder },
            Deed::SetHidden { seq, part, .. } => Self::SetHidden { seq: *seq, part: *part, words },
            Deed::SetNameHidden { guest, .. } => Self::SetNameHidden { guest, words },
            Deed::SetMuted { seq, part, .. } => Self::SetMuted { seq: *seq, part: *part, words },
            Deed::GoTo { activity } => Self::GoTo { activity },
            Deed::PutActivity { activity, before } => {
                Self::PutActivity { activity, before: before.as_ref() }
            }
            Deed::MoveActivity { activity, before } => {
                Self::MoveActivity { activity, before: before.as_ref() }
            }
            Deed::RemoveActivity { activity } => Self::RemoveActivity { activity },
            Deed::SetActivityState { activity, .. } => Self::SetActivityState { activity },
            Deed::SetTimer { ms } => Self::SetTimer { ms: *ms },
            Deed::PutFinder { finder } => Self::PutFinder { finder },
            Deed::ShowArea { area } => Self::ShowArea { area: area.as_ref() },
            Deed::SetLocked { .. }
            | Deed::SetEnded { .. }
            | Deed::SetQuiet { .. }
            | Deed::SetArchived { .. }
            | Deed::Bring {} => Self::Switch,
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
