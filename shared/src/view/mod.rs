//! Who may see what of a board: the privacy filter, in one place.
//!
//! What an audience may not see is absent from what these functions give, so that it cannot be on
//! the wire. Nothing here names a participant to anybody else.

mod card;
mod changes;
mod pack;
mod snapshot;
mod spread;

pub use card::{Card, OwnAnswer, OwnChange, OwnSticker, own_changes};
pub use changes::{AgendaView, Change, FinderView, GuestName, StickerView, changes};
pub use pack::{StickerGroup, StickerPack};
pub use snapshot::{DigestPart, Snapshot, digest, digest_of, digest_parts, snapshot};
pub use spread::Spread;

use crate::agenda::Activity;
use crate::board::{Board, Person, Sticker};
use crate::command::Role;
use crate::finder::{Finder, Published};
use crate::ids::{ActorId, GuestId, Seq};
use crate::limits::GUESTS_SHOWN;

/// A group of screens that see the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Phones and displays.
    Public,
    /// Facilitator pages.
    Facilitator,
}

impl Audience {
    /// Both, in the order in which frames are encoded.
    pub const ALL: [Self; 2] = [Self::Public, Self::Facilitator];

    /// Gives the audience that a role belongs to.
    pub fn of(role: Role) -> Self {
        match role {
            Role::Facilitator | Role::System => Self::Facilitator,
            Role::Participant | Role::Display => Self::Public,
        }
    }
}

/// Says whether an audience may know of a sticker.
fn is_seen(sticker: &Sticker, audience: Audience) -> bool {
    sticker.hidden.is_none() || audience == Audience::Facilitator
}

/// What an audience sees of one sticker; `None` if it must not know of it.
fn sticker_view(
    board: &Board,
    seq: Seq,
    sticker: &Sticker,
    audience: Audience,
) -> Option<StickerView> {
    if !is_seen(sticker, audience) {
        return None;
    }
    let facilitator = audience == Audience::Facilitator;
    let muted = || board.people().get(&sticker.by).is_some_and(|person| person.muted.is_some());
    let standing = &sticker.note_standing;
    Some(StickerView {
        seq,
        kind: sticker.kind.clone(),
        area: sticker.area.clone(),
        at: sticker.at?,
        note: sticker.note.clone().filter(|_| facilitator || standing.is_shown()),
        note_standing: Some(standing.clone()).filter(|one| facilitator && !one.is_shown()),
        hidden: sticker.hidden.is_some(),
        muted: facilitator && muted(),
    })
}

/// What an audience sees of one opinion finder. The public sees numbers only once revealed.
fn finder_view(board: &Board, rule: &Finder, audience: Audience) -> FinderView {
    let state = board.finder(&rule.id);
    let (open, revealed) = state.map_or((false, false), |state| (state.open, state.revealed));
    let view = FinderView {
        id: rule.id.clone(),
        open,
        revealed,
        round: state.map_or(0, |state| state.round),
        frozen: revealed && state.is_some_and(|state| open && state.published.is_some()),
        ..FinderView::default()
    };
    let made = || board.is_made(&rule.id).then(|| rule.clone());
    if audience == Audience::Facilitator {
        let answers = || state.into_iter().flat_map(|state| state.answers.values());
        let skipped = answers().filter(|stored| stored.answer.is_skip()).count() as u32;
        return FinderView {
            made: made(),
            answered: Some(answers().count() as u32 - skipped),
            skipped: Some(skipped),
            late: board.holds_back(rule),
            tally: Some(board.tally(rule)),
            before: board.tally_before(rule),
            ..view
        };
    }
    if !revealed {
        let asked = |one: &Activity| one.finder.as_ref() == Some(&rule.id);
        let known = open || public_agenda(board).any(asked);
        return FinderView { made: made().filter(|_| known), ..view };
    }
    let Published { tally, by_area } = board.publication(rule);
    let before = board.publication_before(rule);
    FinderView { made: made(), tally: Some(tally), by_area, before, ..view }
}

/// The activities that phones and displays know of: the present one always.
fn public_agenda(board: &Board) -> impl Iterator<Item = &Activity> {
    let now = board.now().map(|now| &now.id);
    board.agenda().iter().filter(move |one| one.is_public() || now == Some(&one.id))
}

/// What an audience sees of the agenda.
fn agenda_view(board: &Board, audience: Audience) -> AgendaView {
    let now = board.now().map(|now| now.id.clone());
    let activities = match audience {
        Audience::Facilitator => board.agenda().to_vec(),
        Audience::Public => public_agenda(board).map(Activity::without_notes).collect(),
    };
    AgendaView { activities, now, stickers_closed: board.is_closed_to_stickers() }
}

/// The names people want to be called, in alphabetical order: for the facilitator alone.
fn names(board: &Board) -> Vec<String> {
    let mut names: Vec<_> =
        board.people().values().filter_map(|person| person.name.clone()).collect();
    names.sort();
    names
}

/// The names that people show to everybody, and how each stands, in alphabetical order: for the
/// facilitator alone.
fn guest_names(board: &Board) -> Vec<GuestName> {
    let named = |(actor, person): (&ActorId, &Person)| {
        let name = person.offered_name()?.to_owned();
        let standing = person.name_standing.clone();
        Some(GuestName { guest: GuestId::of(*actor), name, standing })
    };
    let mut names: Vec<_> = board.people().iter().filter_map(named).collect();
    names.sort_by(|one, other| (&one.name, &one.guest).cmp(&(&other.name, &other.guest)));
    names
}

/// The names of those who want everybody to know that they are here, in alphabetical order, but for
/// those that the facilitator hid or has not read yet.
fn guests(board: &Board) -> Vec<String> {
    let names = board.people().values().filter_map(Person::public_name);
    let mut names: Vec<_> = names.map(str::to_owned).collect();
    names.sort();
    names.truncate(GUESTS_SHOWN);
    names
}
