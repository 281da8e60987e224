//! Taking people, and whole boards, out of the database.

use kenspeckle_shared::entry::{Actor, Deed, EntryBody};
use kenspeckle_shared::ids::{ActorId, BoardId, CommandId, Rev};
use rusqlite::{Connection, params};
use serde::Deserialize;

use super::chain::Link;
use super::kept;
use super::readers::not_read;
use super::writer::not_stored;
use crate::log::keys::Keyring;
use crate::log::{KeptSnapshot, LogFault};

/// Puts a baseline in the place of what people wrote and of all that opens for them, and gives the
/// series that it is sealed with.
pub(super) fn erase(
    connection: &Connection,
    keys: &Keyring,
    board: &BoardId,
    people: &[ActorId],
    baseline: &KeptSnapshot,
) -> Result<String, LogFault> {
    let (series, key) = keys.begin_series(board)?;
    kept::put(connection, "baselines", board, baseline, &series, &key)?;
    let id = board.as_str();
    connection.execute("DELETE FROM snapshots WHERE board = ?1", [id]).map_err(not_stored)?;
    for actor in people {
        take_out(connection, board, *actor, baseline.rev)?;
        for table in ["tokens", "card_words"] {
            let sql = format!("DELETE FROM {table} WHERE board = ?1 AND actor = ?2");
            connection.execute(&sql, [id, &actor.to_string()]).map_err(not_stored)?;
        }
    }
    Ok(series)
}

/// Leaves of somebody's entries that they were there, and the links, by which the chain still holds.
/// Nothing that is of theirs comes after `covered`, but for what somebody else wrote into the file:
/// of that only the personal part goes, since the board reads it.
fn take_out(
    connection: &Connection,
    board: &BoardId,
    actor: ActorId,
    covered: Rev,
) -> Result<(), LogFault> {
    // What the program itself wrote is nobody's.
    if actor.is_nil() {
        return Ok(());
    }
    // Most rows are somebody else's, and that is seen quicker in the text than in what it means.
    let sql = "SELECT rev, body, personal, link FROM entries
               WHERE board = ?1 AND instr(body, ?2)";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    let mut rows = select.query([board.as_str(), &actor.to_string()]).map_err(not_read)?;
    let mut left = Vec::new();
    while let Some(row) = rows.next().map_err(not_read)? {
        let rev: Rev = row.get(0).map_err(not_read)?;
        let damaged = || LogFault::Damaged { board: board.clone(), rev };
        let body: String = row.get(1).map_err(not_read)?;
        let named: Named = serde_json::from_str(&body).map_err(|_| damaged())?;
        if named.actor.id != actor {
            continue;
        }
        let personal: Option<Vec<u8>> = row.get(2).map_err(not_read)?;
        if rev <= covered {
            let link = row.get_ref(3).map_err(not_read)?.as_blob().ok().and_then(Link::read);
            let blank = serde_json::to_string(&named.blank()).map_err(|_| damaged())?;
            let seal = link.ok_or_else(damaged)?.seal(rev, blank.as_bytes());
            left.push((rev, blank, seal));
        } else if let Some(personal) = personal {
            left.push((rev, body, *blake3::hash(&personal).as_bytes()));
        }
    }
    let sql = "UPDATE entries SET body = ?3, personal = NULL, erased = ?4
               WHERE board = ?1 AND rev = ?2";
    let mut update = connection.prepare_cached(sql).map_err(not_stored)?;
    for (rev, body, hash) in left {
        update.execute(params![board.as_str(), rev, body, hash]).map_err(not_stored)?;
    }
    Ok(())
}

/// What is asked of an entry that is to go: what it was about does not matter, and damage there
/// keeps nobody from being erased.
#[derive(Deserialize)]
struct Named {
    version: u16,
    id: CommandId,
    actor: Actor,
    at_ms: u64,
}

impl Named {
    fn blank(&self) -> EntryBody {
        let Self { version, id, actor, at_ms } = *self;
        EntryBody { version, id, actor, at_ms, deed: Deed::Erase {} }.blank()
    }
}

/// Where something of a board stands, and in which column its id.
const OF_BOARDS: [(&str, &str); 8] = [
    ("entries", "board"),
    ("heads", "board"),
    ("snapshots", "board"),
    ("baselines", "board"),
    ("tokens", "board"),
    ("card_words", "board"),
    ("due", "board"),
    ("boards", "id"),
];

/// Takes a whole board out: its log, its states, and all that opens it.
pub(super) fn erase_board(connection: &Connection, board: &BoardId) -> Result<(), LogFault> {
    for (table, column) in OF_BOARDS {
        let sql = format!("DELETE FROM {table} WHERE {column} = ?1");
        connection.execute(&sql, [board.as_str()]).map_err(not_stored)?;
    }
    // A definition that was made for it alone is theirs too.
    let sql = "DELETE FROM definitions WHERE id NOT IN (SELECT definition_id FROM boards)";
    connection.execute(sql, []).map(drop).map_err(not_stored)
}

/// Gives the boards whose keys were destroyed and of which something is still there: their erasing
/// was interrupted, or the file is an older copy.
pub(super) fn remains(connection: &Connection, keys: &Keyring) -> Result<Vec<BoardId>, LogFault> {
    let is_in = |(table, column)| format!("EXISTS (SELECT 1 FROM {table} WHERE {column} = ?1)");
    let sql = format!("SELECT {}", OF_BOARDS.map(is_in).join(" OR "));
    let mut select = connection.prepare(&sql).map_err(not_read)?;
    let mut found = Vec::new();
    for board in keys.destroyed_boards()? {
        let is_there: bool =
            select.query_row([board.as_str()], |row| row.get(0)).map_err(not_read)?;
        if is_there {
            found.push(board);
        }
    }
    Ok(found)
}

/// Takes out what remains of boards whose keys were destroyed, and gives which they were.
pub(super) fn take_out_remains(
    connection: &Connection,
    keys: &Keyring,
) -> Result<Vec<BoardId>, LogFault> {
    let boards = remains(connection, keys)?;
    let change = connection.unchecked_transaction().map_err(not_stored)?;
    boards.iter().try_for_each(|board| erase_board(&change, board))?;
    change.commit().map_err(not_stored)?;
    Ok(boards)
}
