//! What every request and every connection shares.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kenspeckle_shared::definition::{Beginning, Definition};
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::limits::BOARDS_MADE_AT_ONCE;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::definitions::Definitions;
use super::gate::Gate;
use super::one_try::OneTry;
use super::{Doors, Origin, Tls};
use crate::clock::Clock;
use crate::log::sqlite::{Database, SqliteLog};
use crate::registry::{BoardRecord, Grant, Network, Registry, RegistryFault, Retention};
use crate::room::{Room, RoomFault, Rooms};
use crate::session::{Departures, Doorstep, Host, Timings};
use crate::tokens::{JoinCode, Token};

/// A running server.
#[derive(Debug)]
pub struct App {
    parts: AppParts,
    definitions: Definitions,
    making: Semaphore,
    /// There are boards of other definitions, which a start page cannot tell apart.
    is_mixed: AtomicBool,
    connections: TaskTracker,
    gate: Gate,
    doorstep: Doorstep,
    departures: Departures,
    ready: OneTry,
}

/// What a server is made of.
#[derive(Debug)]
pub struct AppParts {
    /// Where everything is kept.
    pub database: Database,
    /// The live boards.
    pub rooms: Rooms<SqliteLog>,
    /// Which boards there are.
    pub registry: Arc<Registry>,
    /// What the boards are made of.
    pub definition: Arc<Definition>,
    /// What new boards can begin with instead.
    pub short: Beginning,
    /// The board that the start page belongs to.
    pub default_board: BoardId,
    /// There are boards of other definitions as well.
    pub is_mixed: bool,
    /// The address that people reach the server by.
    pub origin: Origin,
    /// Who is let in.
    pub doors: Doors,
    /// How long unused boards are kept.
    pub retention: Retention,
    /// What encrypts connections; none for plain HTTP.
    pub tls: Option<Tls>,
    /// Where the time comes from.
    pub clock: Clock,
    /// How long connections wait for what.
    pub timings: Timings,
    /// Cancelled when the server stops.
    pub stop: CancellationToken,
}

impl App {
    /// Puts a server together.
    pub fn new(parts: AppParts) -> Arc<Self> {
        let definitions = Definitions::new(&parts.definition);
        let making = Semaphore::new(BOARDS_MADE_AT_ONCE);
        let is_mixed = AtomicBool::new(parts.is_mixed);
        Arc::new(Self {
            parts,
            definitions,
            making,
            is_mixed,
            connections: TaskTracker::new(),
            gate: Gate::default(),
            doorstep: Doorstep::default(),
            departures: Departures::default(),
            ready: OneTry::default(),
        })
    }

    /// Gives the live boards.
    pub fn rooms(&self) -> &Rooms<SqliteLog> {
        &self.parts.rooms
    }

    /// Gives who may do what on which board.
    pub fn registry(&self) -> &Registry {
        &self.parts.registry
    }

    /// Gives for how long unused boards are kept.
    pub fn retention(&self) -> Retention {
        self.parts.retention
    }

    /// Gives the board that the start page belongs to.
    pub fn default_board(&self) -> &BoardId {
        &self.parts.default_board
    }

    /// Gives the address that people reach the server by.
    pub fn origin(&self) -> &Origin {
        &self.parts.origin
    }

    /// Says who is let in.
    pub(super) fn doors(&self) -> &Doors {
        &self.parts.doors
    }

    /// Gives where the time comes from.
    pub fn clock(&self) -> &Clock {
        &self.parts.clock
    }

    /// Gives how long connections wait for what.
    pub fn timings(&self) -> &Timings {
        &self.parts.timings
    }

    /// Gives the token that is cancelled when the server stops.
    pub fn stop(&self) -> &CancellationToken {
        &self.parts.stop
    }

    /// Gives at what pace connections come in.
    pub(super) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Gives what encrypts connections; none for plain HTTP.
    pub(super) fn tls(&self) -> Option<&Tls> {
        self.parts.tls.as_ref()
    }

    /// Gives what counts the connections, so that a stopping server can wait for them.
    pub fn connections(&self) -> &TaskTracker {
        &self.connections
    }

    /// Gives the content hash of the definition that the default board follows.
    pub fn default_definition(&self) -> &str {
        self.definitions.default_hash()
    }

    /// Gives the definition that new boards are made from.
    pub(super) fn template(&self) -> &Arc<Definition> {
        &self.parts.definition
    }

    /// Gives what new boards can begin with instead of what that definition has.
    pub(super) fn short(&self) -> &Beginning {
        &self.parts.short
    }

    /// Gives the hash of the definition that whoever comes to the start page will need; `None` if
    /// that depends on their board, which is in the part of the address that is never sent.
    pub(crate) fn next_definition(&self) -> Option<&str> {
        (!self.is_mixed.load(Ordering::Relaxed)).then(|| self.definitions.default_hash())
    }

    /// Notes that there is a board of another definition.
    pub(super) fn mix(&self) {
        self.is_mixed.store(true, Ordering::Relaxed);
    }

    /// Gives the turns of making boards.
    pub(super) fn making(&self) -> &Semaphore {
        &self.making
    }

    /// Gives the board definitions in the form in which they travel.
    pub(super) fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// Says whether the log takes entries: asks it for a turn of writing, for everybody who asks
    /// meanwhile.
    pub(super) async fn log_takes_entries(&self) -> bool {
        self.ready.of(|| self.parts.database.takes_writes()).await
    }

    /// Gives the board that a join code leads to, however it is typed.
    ///
    /// # Errors
    /// As [`Registry::board_by_code`].
    pub(super) async fn board_by_code(
        &self,
        typed: &str,
        from: Network,
    ) -> Result<BoardRecord, RegistryFault> {
        let open = |code: &JoinCode| self.rooms().of_code(code);
        self.registry().board_by_code_or(typed, from, open).await
    }

    /// Gives what a token allows, as it stands in a link; `None` if it opens nothing here.
    ///
    /// # Errors
    /// The registry did not do its part.
    pub async fn grant(&self, token: &str) -> Result<Option<Grant>, RegistryFault> {
        match Token::parse(token) {
            Some(token) => self.registry().grant(&token).await,
            None => Ok(None),
        }
    }
}

impl Host for App {
    async fn grant(&self, token: &str) -> Result<Option<Grant>, RegistryFault> {
        self.grant(token).await
    }

    async fn room(&self, board: &BoardId) -> Result<Room, RoomFault> {
        self.rooms().open(board).await
    }

    fn join_url(&self, code: &str) -> String {
        self.origin().join_url(code)
    }

    fn clock(&self) -> &Clock {
        self.clock()
    }

    fn timings(&self) -> &Timings {
        self.timings()
    }

    fn doorstep(&self) -> &Doorstep {
        &self.doorstep
    }

    fn departures(&self) -> &Departures {
        &self.departures
    }

    fn stop(&self) -> &CancellationToken {
        self.stop()
    }
}
