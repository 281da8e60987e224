//! All open rooms of a server.

use std::sync::Arc;

use dashmap::DashMap;
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::ids::BoardId;
use thiserror::Error;
use tokio::sync::{OnceCell, watch};
use tokio::task::spawn_blocking;

use super::handle::Room;
use super::opening::{Site, open};
use super::sizes::Sizes;
use crate::clock::Clock;
use crate::log::{Log, LogFault};
use crate::registry::{BoardRecord, Registry, RegistryFault, Retention};
use crate::tokens::JoinCode;

/// Why a room could not be opened.
#[derive(Debug, Clone, Error)]
pub enum RoomFault {
    /// The registry has no such board.
    #[error("there is no board {board} here")]
    UnknownBoard {
        /// Which one.
        board: BoardId,
    },
    /// The server was not given the board's definition.
    #[error(
        "board {board} was made with the definition '{definition}', which this server was not \
         given; start it with --board and that folder"
    )]
    UnknownDefinition {
        /// Which board.
        board: BoardId,
        /// Id of the missing definition.
        definition: String,
    },
    /// The definition was changed and now lacks what people have used.
    #[error(
        "the definition '{definition}' lacks an area, a sticker kind or an answer that people have \
         used on board {board}; put it back, or give the changed definition an id of its own"
    )]
    DefinitionInUse {
        /// Which board.
        board: BoardId,
        /// Id of the definition.
        definition: String,
    },
    /// The log did not do its part.
    #[error(transparent)]
    Log(#[from] LogFault),
    /// The registry did not do its part.
    #[error(transparent)]
    Registry(#[from] RegistryFault),
    /// Opening met a fault of the server's own.
    #[error("board {board} could not be opened because of a fault in the server")]
    Broken {
        /// Which board.
        board: BoardId,
    },
    /// The server is stopping.
    #[error("the server is stopping")]
    Closing,
}

/// The open rooms, each opened when it is first asked for.
pub struct Rooms<L: Log> {
    log: Arc<L>,
    registry: Arc<Registry>,
    clock: Clock,
    /// Those that the server was given, and those that open boards are made of.
    sites: DashMap<String, Arc<Site>>,
    given: Vec<String>,
    open: DashMap<BoardId, Arc<OnceCell<Room>>>,
    /// Which boards were opened, by their join codes.
    codes: DashMap<String, BoardId>,
    closing: watch::Sender<bool>,
    sizes: Sizes,
}

impl<L: Log> Rooms<L> {
    /// Gives the rooms of a server that has these definitions.
    pub fn new(
        log: Arc<L>,
        registry: Arc<Registry>,
        clock: Clock,
        definitions: impl IntoIterator<Item = Arc<Definition>>,
    ) -> Self {
        let sites = definitions.into_iter().map(|definition| {
            let site = Site::of(definition);
            (site.definition.id.clone(), Arc::new(site))
        });
        let sites: DashMap<_, _> = sites.collect();
        let given = sites.iter().map(|site| site.key().clone()).collect();
        let (closing, _) = watch::channel(false);
        let (open, codes, sizes) = (DashMap::new(), DashMap::new(), Sizes::default());
        Self { log, registry, clock, sites, given, open, codes, closing, sizes }
    }

    /// Lets its rooms remember more, or less, than rooms do.
    pub fn with_sizes(self, sizes: Sizes) -> Self {
        Self { sizes, ..self }
    }

    /// Gives the registry that the boards are found in.
    pub fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// Gives the definition with a content hash.
    ///
    /// # Errors
    /// The registry did not do its part.
    pub async fn definition(&self, hash: &str) -> Result<Option<Arc<Definition>>, RegistryFault> {
        let here = self.sites.iter().find(|site| site.hash == hash);
        if let Some(site) = here.map(|site| site.definition.clone()) {
            return Ok(Some(site));
        }
        Ok(self.registry.definition_of_hash(hash).await?.map(Arc::new))
    }

    /// Gives how many boards are open, and how many commands wait for them together.
    pub fn load(&self) -> (usize, usize) {
        let rooms = self.open.iter().filter_map(|cell| cell.get().cloned());
        rooms.fold((0, 0), |(boards, waiting), room| (boards + 1, waiting + room.waiting()))
    }

    /// Lets go of the boards that nobody has had open since it was last asked; each comes back from
    /// its log when it is wanted. Gives how many it let go.
    pub fn rest(&self) -> usize {
        let before = self.open.len();
        self.open.retain(|_, cell| match cell.get() {
            // Under the map's lock nobody can take another handle of it.
            Some(room) => Arc::strong_count(cell) > 1 || !room.rests(),
            None => true,
        });
        self.codes.retain(|_, board| self.open.contains_key(board));
        self.sites.retain(|id, site| self.given.contains(id) || Arc::strong_count(site) > 1);
        before - self.open.len()
    }

    /// Marks the boards that nobody has used for long, and takes out for good those that have been
    /// marked for long enough: neither `spared` nor one that somebody has open. Gives how many it
    /// took out.
    ///
    /// # Errors
    /// The registry did not do its part; some may have been taken out.
    pub async fn expire(
        &self,
        retention: Retention,
        spared: Option<&BoardId>,
    ) -> Result<usize, RegistryFault> {
        for (board, until_ms) in self.registry.mark_due(retention).await? {
            let now_ms = self.clock.now_ms();
            let hours = until_ms.saturating_sub(now_ms) / 3_600_000;
            tracing::warn!(
                %board, hours,
                "nobody has used a board for long: unless somebody changes something on it, it is \
                 erased after so many hours; if boards are in use, look at this machine's clock"
            );
        }
        let mut gone = 0;
        for board in self.registry.expired(retention).await? {
            if Some(&board) != spared && self.take_out(&board).await? {
                tracing::info!(%board, "erased a board that nobody has used for long");
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// Erases a board unless it is open. Whoever asks for it meanwhile waits, and finds it gone.
    async fn take_out(&self, board: &BoardId) -> Result<bool, RegistryFault> {
        let cell = self.cell(board);
        let erased =
            cell.get_or_try_init(|| async { Err::<Room, _>(self.registry.erase(board).await) });
        let gone = match erased.await {
            Ok(_) => Ok(false),
            Err(erased) => erased.map(|()| true),
        };
        drop(cell);
        self.open.remove_if(board, |_, cell| cell.get().is_none() && Arc::strong_count(cell) == 1);
        gone
    }

    /// Gives the board that a join code leads to, if somebody has it open.
    pub fn of_code(&self, code: &JoinCode) -> Option<BoardRecord> {
        let board = self.codes.get(code.as_str())?.clone();
        let cell = self.open.get(&board)?.clone();
        cell.get().filter(|room| room.is_open()).map(|room| room.record().clone())
    }

    /// Gives a board's room, opening it from its log if need be. A room that met a fault is opened
    /// anew.
    ///
    /// # Errors
    /// No such board, no fitting definition, or a fault of the log.
    pub async fn open(&self, board: &BoardId) -> Result<Room, RoomFault> {
        if *self.closing.borrow() {
            return Err(RoomFault::Closing);
        }
        let cell = self.cell(board);
        cell.get_or_try_init(|| self.start(board)).await.cloned()
    }

    /// Finishes what the rooms have been asked, keeps their snapshots, and closes the log. Screens
    /// see their room end.
    ///
    /// # Errors
    /// The log could not be closed; what was acked is stored all the same.
    pub async fn close(&self) -> Result<(), LogFault> {
        self.closing.send_replace(true);
        let rooms: Vec<_> =
            self.open.iter().filter_map(|cell| cell.value().get().cloned()).collect();
        for room in rooms {
            let mut head = room.head();
            // The room's task lets its head go when it has ended.
            while head.changed().await.is_ok() {}
        }
        self.log.close().await
    }

    /// The board's place in the map: a new one if its room has ended.
    fn cell(&self, board: &BoardId) -> Arc<OnceCell<Room>> {
        let mut cell = self.open.entry(board.clone()).or_default();
        if cell.get().is_some_and(|room| !room.is_open()) {
            *cell = Arc::default();
        }
        cell.clone()
    }

    /// The definition that the server was given, else the one that the data folder keeps.
    async fn site(&self, id: &str) -> Result<Option<Arc<Site>>, RoomFault> {
        if let Some(site) = self.sites.get(id) {
            return Ok(Some(site.clone()));
        }
        let Some(definition) = self.registry.definition(id).await? else { return Ok(None) };
        let read = spawn_blocking(move || Arc::new(Site::of(Arc::new(definition)))).await;
        let Ok(site) = read else { return Ok(None) };
        Ok(Some(self.sites.entry(id.to_owned()).or_insert(site).clone()))
    }

    /// Opens in a task of its own, so that a panic in it ends there.
    async fn start(&self, board: &BoardId) -> Result<Room, RoomFault> {
        let unknown = || RoomFault::UnknownBoard { board: board.clone() };
        let record = self.registry.board(board).await?.ok_or_else(unknown)?;
        let site = self.site(&record.definition_id).await?.ok_or_else(|| {
            let definition = record.definition_id.clone();
            RoomFault::UnknownDefinition { board: board.clone(), definition }
        })?;
        let (log, clock, closing) =
            (self.log.clone(), self.clock.clone(), self.closing.subscribe());
        let opening = tokio::spawn(open(log, record, site, clock, closing, self.sizes));
        let broken = |_| RoomFault::Broken { board: board.clone() };
        let (room, task) = opening.await.map_err(broken)??;
        self.codes.insert(room.join_code().to_owned(), board.clone());
        // Not before: had the caller gone, the board would have had a second room that nobody knows.
        tokio::spawn(task);
        Ok(room)
    }
}

impl<L: Log> std::fmt::Debug for Rooms<L> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rooms").field("open", &self.open.len()).finish_non_exhaustive()
    }
}
