//! Boards that judge: the built-in one in four states.

use kenspeckle_server::start::built_in;
use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{Actor, Deed, ENTRY_VERSION, Entry, EntryBody, Personal, Rules};
use kenspeckle_shared::ids::{ActorId, CommandId};
use uuid::Uuid;

/// The id by which the examples of the protocol page name a sticker of their author's.
const STICKER: &str = "01920000-0000-7000-8000-000000000001";

/// Somebody who has a sticker on the boards.
pub(crate) fn participant() -> Actor {
    Actor { id: Uuid::from_u128(1), role: Role::Participant }
}

/// Who runs the boards.
pub(crate) fn facilitator() -> Actor {
    Actor { id: Uuid::from_u128(2), role: Role::Facilitator }
}

/// Gives the boards: new, in full swing, ended, put away.
pub(crate) fn boards() -> Vec<Board> {
    let mut made = Making { board: Board::default(), next: 1 };
    let definition = built_in().unwrap_or_else(|fault| panic!("{fault}"));
    let system = Actor { id: ActorId::nil(), role: Role::System };
    made.enter(system, Deed::Define { rules: Rules::of(&definition, &definition.hash()) });
    let new = made.board.clone();
    let finders: Vec<_> = made.board.finder_rules().map(|finder| finder.id.clone()).collect();
    for finder in finders {
        made.enter(facilitator(), Deed::SetFinderOpen { finder, open: true });
    }
    for (kind, area) in [("lived", "govan"), ("know", "red-road")] {
        let place = Deed::Place { kind: kind.into(), area: Some(area.into()), at: None };
        made.enter(participant(), place);
    }
    let busy = made.board.clone();
    made.enter(facilitator(), Deed::SetEnded { ended: true });
    let ended = made.board.clone();
    made.enter(facilitator(), Deed::SetArchived { archived: true });
    vec![new, busy, ended, made.board]
}

struct Making {
    board: Board,
    next: u128,
}

impl Making {
    fn enter(&mut self, actor: Actor, deed: Deed) {
        let is_first_sticker =
            matches!(deed, Deed::Place { .. }) && self.board.stickers().is_empty();
        let id = match is_first_sticker {
            true => STICKER.parse().unwrap(),
            false => CommandId::from_u128(self.next),
        };
        self.next += 1;
        let body = EntryBody { version: ENTRY_VERSION, id, actor, at_ms: 1_790_000_000_000, deed };
        self.board.apply(&Entry { body, personal: Some(Personal::default()) });
    }
}
