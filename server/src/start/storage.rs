//! From a data folder to the boards in it.

use std::path::Path;
use std::sync::Arc;

use kenspeckle_shared::command::Role;
use kenspeckle_shared::definition::Definition;
use tokio::task::spawn_blocking;

use super::StartFault;
use super::links::{BoardLinks, Reach};
use crate::clock::Clock;
use crate::log::LogFault;
use crate::log::sqlite::{Database, SqliteLog};
use crate::registry::{BoardRecord, Registry, Retention};
use crate::room::{RoomFault, Rooms};

/// What is behind the doors of a server.
pub(super) struct Storage {
    pub(super) database: Database,
    pub(super) registry: Arc<Registry>,
    pub(super) rooms: Rooms<SqliteLog>,
    /// The board that the server was started for.
    pub(super) board: BoardRecord,
    /// There are boards of other definitions as well.
    pub(super) is_mixed: bool,
}

/// Opens a data folder and the board of a definition in it, making both if need be.
pub(super) async fn open(
    folder: &Path,
    definition: &Arc<Definition>,
    clock: &Clock,
    retention: Retention,
) -> Result<Storage, StartFault> {
    let folder = folder.to_owned();
    let opened = spawn_blocking(move || Database::open(&folder)).await;
    let database = opened.map_err(|bug| StartFault::Other(bug.to_string()))??;
    let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
    let log = Arc::new(SqliteLog::new(database.clone()));
    let rooms = Rooms::new(log, registry.clone(), clock.clone(), [definition.clone()]);
    rooms.expire(retention, None).await?;
    // So that its boards can be opened also by a start for another board.
    registry.keep_definition(definition).await?;
    let board = registry.open_or_create(&definition.id).await?;
    let boards = registry.boards().await?;
    open_first(&rooms, &board, boards.len() > 1).await?;
    let is_mixed = boards.iter().any(|other| other.definition_id != board.definition_id);
    Ok(Storage { database, registry, rooms, board, is_mixed })
}

/// Opens the server's own board. When it is damaged and there are others, these go on.
async fn open_first(
    rooms: &Rooms<SqliteLog>,
    board: &BoardRecord,
    has_others: bool,
) -> Result<(), StartFault> {
    match rooms.open(&board.id).await {
        Err(RoomFault::Log(fault @ LogFault::Damaged { .. })) if has_others => {
            tracing::error!(board = %board.id, %fault, "a board is not opened; the others are");
            Ok(())
        }
        opened => Ok(opened.map(drop)?),
    }
}

impl Storage {
    /// Gives the links of the board, with new tokens for the display and the facilitator. Those of
    /// earlier starts stay good, for somebody may have them open.
    pub(super) async fn links(
        &self,
        listen: std::net::SocketAddr,
        reach: &Reach,
    ) -> Result<BoardLinks, StartFault> {
        let (display, _) = self.registry.invite(&self.board.id, Role::Display).await?;
        let (facilitator, _) = self.registry.invite(&self.board.id, Role::Facilitator).await?;
        let join_code = self.board.join_code.as_str().to_owned();
        Ok(BoardLinks {
            listen,
            join_url: reach.origin.join_url(&join_code),
            join_code,
            display_url: reach.origin.display_url(&display),
            facilitator_url: reach.origin.facilitator_url(&facilitator),
        })
    }
}
