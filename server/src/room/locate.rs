//! From a command to what the log keeps: its place found, its personal part taken out.

use kenspeckle_shared::command::{Command, Place};
use kenspeckle_shared::definition::Precision;
use kenspeckle_shared::entry::{Deed, Moved, Personal, Rules};
use kenspeckle_shared::ids::{AreaId, KindId};
use kenspeckle_shared::position::Position;
use kenspeckle_shared::refusal::RefusalCode;

use super::opening::Site;

/// What an entry is made of.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) deed: Deed,
    pub(super) personal: Option<Personal>,
}

/// A place, found. Only the point is personal.
struct Found {
    area: Option<AreaId>,
    stand_in: Option<Position>,
    point: Option<Position>,
}

/// Where stickers of a board go.
pub(super) struct Locator<'a, Count: Fn(&AreaId) -> u64> {
    pub(super) site: &'a Site,
    pub(super) rules: &'a Rules,
    /// How many stickers an area has had.
    pub(super) placed_in: Count,
}

impl<Count: Fn(&AreaId) -> u64> Locator<'_, Count> {
    /// Locates a command that the board's rules have let through.
    pub(super) fn locate(&self, command: Command) -> Result<Located, RefusalCode> {
        let (mut texts, mut point) = (Vec::new(), None);
        let deed = match command {
            Command::Place { kind, place, note } => {
                let found = self.find(&kind, place)?;
                (texts, point) = (note.into_iter().collect(), found.point);
                Deed::Place { kind, area: found.area, at: found.stand_in }
            }
            Command::Change { sticker, kind, place, note } => {
                texts = note.into_iter().collect();
                let found = place.map(|place| self.find(&kind, place)).transpose()?;
                point = found.as_ref().and_then(|found| found.point);
                let moved = found.map(|Found { area, stand_in: at, .. }| Moved { area, at });
                Deed::Change { sticker, kind, moved }
            }
            Command::TakeBack { sticker } => Deed::TakeBack { sticker },
            Command::Answer { finder, mut answer, round } => {
                texts = answer.take_texts();
                let count = u8::try_from(texts.len()).unwrap_or(u8::MAX);
                Deed::Answer { finder, answer, round, texts: count }
            }
            Command::TakeBackAnswer { finder } => Deed::TakeBackAnswer { finder },
            Command::SetName { name, shown } => {
                texts = name.into_iter().collect();
                Deed::SetName { shown }
            }
            Command::NoteConsent {} => Deed::NoteConsent {},
            Command::Erase {} => Deed::Erase {},
            Command::SetFinderOpen { finder, open } => Deed::SetFinderOpen { finder, open },
            Command::SetFinderRevealed { finder, revealed } => {
                Deed::SetFinderRevealed { finder, revealed }
            }
            Command::SetLocked { locked } => Deed::SetLocked { locked },
            Command::SetHidden { seq, part, hidden, why } => {
                let reason = why.as_ref().map(|why| why.reason);
                texts = why.and_then(|why| why.words).into_iter().collect();
                Deed::SetHidden { seq, part, hidden, reason }
            }
            Command::SetNameHidden { guest, hidden, why } => {
                let reason = why.as_ref().map(|why| why.reason);
                texts = why.and_then(|why| why.words).into_iter().collect();
                Deed::SetNameHidden { guest, hidden, reason }
            }
            Command::SetMuted { seq, part, muted, why } => {
                let reason = why.as_ref().map(|why| why.reason);
                texts = why.and_then(|why| why.words).into_iter().collect();
                Deed::SetMuted { seq, part, muted, reason }
            }
            Command::GoTo { activity } => Deed::GoTo { activity },
            Command::PutActivity { activity, before } => {
                Deed::PutActivity { activity: *activity, before }
            }
            Command::MoveActivity { activity, before } => Deed::MoveActivity { activity, before },
            Command::RemoveActivity { activity } => Deed::RemoveActivity { activity },
            Command::SetActivityState { activity, state } => {
                Deed::SetActivityState { activity, state }
            }
            Command::SetTimer { ms } => Deed::SetTimer { ms },
            Command::Bring {} => Deed::Bring {},
            Command::PutFinder { finder } => Deed::PutFinder { finder: *finder },
            Command::AskAgain { finder } => Deed::AskAgain { finder },
            Command::SetQuiet { quiet } => Deed::SetQuiet { quiet },
            Command::SetArchived { archived } => Deed::SetArchived { archived },
            Command::ShowArea { area } => Deed::ShowArea { area },
            Command::SetEnded { ended } => Deed::SetEnded { ended },
        };
        let personal = Personal { texts, at: point };
        Ok(Located { deed, personal: (personal != Personal::default()).then_some(personal) })
    }

    fn find(&self, kind: &KindId, place: Place) -> Result<Found, RefusalCode> {
        match place {
            Place::Area(area) => {
                let nth = (self.placed_in)(&area);
                let stand_in = self.site.geography.stand_in(&area, nth);
                let stand_in = Some(stand_in.ok_or(RefusalCode::UnknownArea)?);
                Ok(Found { area: Some(area), stand_in, point: None })
            }
            Place::Point(at) => self.find_point(kind, at),
        }
    }

    fn find_point(&self, kind: &KindId, at: Position) -> Result<Found, RefusalCode> {
        if !self.site.geography.in_bounds(at) {
            return Err(RefusalCode::OutOfBounds);
        }
        let rule = self.rules.kinds.iter().find(|rule| rule.id == *kind);
        let at = match rule.ok_or(RefusalCode::UnknownKind)?.precision {
            // Phones round before they send; whoever does not is rounded here.
            Precision::Street => at.snapped(self.site.definition.street_grid),
            Precision::Exact => at,
            Precision::Area => return Err(RefusalCode::WrongPlace),
        };
        let area = self.site.geography.area_at(at);
        Ok(Found { area, stand_in: None, point: Some(at) })
    }
}
