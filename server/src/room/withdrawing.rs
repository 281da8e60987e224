//! What takes something from the public that it was told before.

use kenspeckle_shared::agenda::ActivityState;
use kenspeckle_shared::board::{Board, Effect};
use kenspeckle_shared::entry::{Deed, Entry};

/// Says whether entries, with these effects, took something from the public: then frames from
/// before them must not be told to anybody who comes back.
pub(super) fn withdraws(board: &Board, entries: &[Entry], effects: &[Effect]) -> bool {
    let name_gone = |effect: &Effect| match effect {
        Effect::Name { by, guest: true } => {
            board.people().get(by).is_none_or(|person| person.public_name().is_none())
        }
        _ => false,
    };
    entries.iter().any(|entry| takes_away(&entry.body.deed)) || effects.iter().any(name_gone)
}

/// What people take back themselves is not among it: that happens all the time, and whoever comes
/// back would have to fetch everything.
fn takes_away(deed: &Deed) -> bool {
    match deed {
        Deed::SetHidden { hidden, .. } => *hidden,
        Deed::SetNameHidden { hidden, .. } => *hidden,
        Deed::SetFinderRevealed { revealed, .. } => !revealed,
        Deed::SetActivityState { state, .. } => *state == ActivityState::Hidden,
        Deed::AskAgain { .. }
        | Deed::PutFinder { .. }
        | Deed::PutActivity { .. }
        | Deed::RemoveActivity { .. } => true,
        _ => false,
    }
}
