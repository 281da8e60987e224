//! Erasing people: what the log must have lost before anybody is told that it is done.

use kenspeckle_shared::board::Board;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{Actor, Deed};
use kenspeckle_shared::ids::{ActorId, BoardId};

use super::keeping;
use super::live::Live;
use super::opening::{own_entry, replay};
use crate::clock::Clock;
use crate::log::{Log, LogFault};

/// Lets the log lose what people wrote whom the board has erased.
///
/// # Errors
/// Some of it may still be there.
pub(super) async fn erase<L: Log>(
    log: &L,
    id: &BoardId,
    people: &[ActorId],
    board: Board,
) -> Result<(), LogFault> {
    let none = || LogFault::NotStored { reason: "a board has no JSON form".to_owned() };
    let baseline = keeping::keep(board).await.ok_or_else(none)?;
    log.erase(id, people, baseline).await?;
    tracing::info!(board = %id, people = people.len(), "erased");
    Ok(())
}

/// Finishes what a crash has interrupted, and takes out again whom an older copy of the log has
/// brought back.
///
/// # Errors
/// The log could not do it.
pub(super) async fn finish<L: Log>(
    log: &L,
    id: &BoardId,
    clock: &Clock,
    live: &mut Live,
) -> Result<(), LogFault> {
    let destroyed = log.erased(id).await?;
    let board = &live.board;
    let is_back =
        |actor: &&ActorId| board.people().contains_key(*actor) && !board.is_erased(**actor);
    let back: Vec<_> = destroyed.iter().filter(is_back).collect();
    if !back.is_empty() {
        let erase = |actor: &&ActorId| {
            let actor = Actor { id: **actor, role: Role::Participant };
            own_entry(actor, clock.now_ms(), Deed::Erase {})
        };
        log.append(id, &back.iter().map(erase).collect::<Vec<_>>()).await?;
        tracing::warn!(board = %id, people = back.len(), "erased again what a copy brought back");
        replay(log, id, live).await?;
    }
    let board = &live.board;
    let people = board.people().iter().filter(|(_, person)| person.erased);
    let mut left: Vec<_> = people.map(|(actor, _)| *actor).collect();
    // Where the board does not begin at a baseline that opens, an older copy has brought back the
    // entries of all of them. One that cannot be read is a reason to change nothing.
    if !left.is_empty() && !matches!(log.baseline(id).await, Ok(None)) {
        left.retain(|actor| !destroyed.contains(actor));
    }
    match left.is_empty() {
        true => Ok(()),
        false => erase(log, id, &left, board.clone()).await,
    }
}
