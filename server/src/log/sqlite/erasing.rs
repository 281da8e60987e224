//! Taking people, and whole boards, out of the database.

use kenspeckle_shared::ids::{ActorId, BoardId, Rev};
use rusqlite::{Connection, params};

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
        take_out(connection, board, *actor)?;
        for table in ["tokens", "card_words"] {
            let sql = format!("DELETE FROM {table} WHERE board = ?1 AND actor = ?2");
            connection.execute(&sql, [id, &actor.to_string()]).map_err(not_stored)?;
        }
    }
    Ok(series)
}

/// Leaves of somebody's personal parts the hash alone, by which the chain still holds.
fn take_out(connection: &Connection, board: &BoardId, actor: ActorId) -> Result<(), LogFault> {
    let sql = "SELECT rev, personal FROM entries
               WHERE board = ?1 AND personal IS NOT NULL
               AND json_extract(body, '$.actor.id') = ?2";
    let mut select = connection.prepare_cached(sql).map_err(not_read)?;
    let rows = select.query_map([board.as_str(), &actor.to_string()], |row| {
        let hash = *blake3::hash(row.get_ref(1)?.as_blob()?).as_bytes();
        Ok((row.get::<_, Rev>(0)?, hash))
    });
    let rows = rows.map_err(not_read)?.collect::<Result<Vec<_>, _>>().map_err(not_read)?;
    let sql = "UPDATE entries SET personal = NULL, erased = ?3 WHERE board = ?1 AND rev = ?2";
    let mut update = connection.prepare_cached(sql).map_err(not_stored)?;
    for (rev, hash) in rows {
        update.execute(params![board.as_str(), rev, hash]).map_err(not_stored)?;
    }
    Ok(())
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
