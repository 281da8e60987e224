//! A server in this process, on a port of its own, and what asks it.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod http;
pub mod screen;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::http::{App, AppParts, Doors, Origin, serve};
use kenspeckle_server::log::sqlite::{Database, SqliteLog};
use kenspeckle_server::registry::{Registry, Retention};
use kenspeckle_server::room::{Room, Rooms, Sizes};
use kenspeckle_server::session::Timings;
use kenspeckle_server::start::{built_in, short_meeting};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use screen::Screen;

pub struct Server {
    pub app: Arc<App>,
    pub address: SocketAddr,
    pub join_code: String,
    /// Dropped last.
    folder: TempDir,
    serving: JoinHandle<()>,
}

impl Server {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// Starts one whose connections have other times.
    pub async fn with(change: impl FnOnce(&mut Timings)) -> Self {
        let mut timings = Timings::default();
        change(&mut timings);
        Self::over(tempfile::tempdir().unwrap(), timings).await
    }

    async fn over(folder: TempDir, timings: Timings) -> Self {
        let clock = Clock::system();
        let database = Database::open(folder.path()).unwrap();
        let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
        let definition = Arc::new(built_in().unwrap());
        let log = Arc::new(SqliteLog::new(database.clone()));
        let rooms = Rooms::new(log, registry.clone(), clock.clone(), [definition.clone()]);
        // So that everything a room keeps is there to be looked at.
        let rooms = rooms.with_sizes(Sizes {
            snapshot_every: 1,
            snapshots_apart: Duration::ZERO,
            ..Sizes::default()
        });
        let board = registry.open_or_create(&definition.id).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = App::new(AppParts {
            database,
            rooms,
            registry,
            definition,
            short: short_meeting().unwrap(),
            default_board: board.id,
            is_mixed: false,
            origin: Origin::http(address),
            doors: Doors::new([], []),
            retention: Retention::days(730),
            tls: None,
            clock,
            timings,
            stop: CancellationToken::new(),
        });
        let join_code = board.join_code.as_str().to_owned();
        let serving = tokio::spawn(serve(listener, app.clone()));
        Self { app, address, join_code, folder, serving }
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Stops it, does something to its data, and starts another with them.
    pub async fn again_with(self, meanwhile: impl FnOnce(&std::path::Path)) -> Self {
        self.app.stop().cancel();
        self.serving.await.unwrap();
        self.app.rooms().close().await.unwrap();
        meanwhile(self.folder.path());
        Self::over(self.folder, Timings::default()).await
    }

    /// Stops it, and starts another with the same data.
    pub async fn again(self) -> Self {
        self.again_with(|_| {}).await
    }

    /// The board that the server was started for.
    pub async fn room(&self) -> Room {
        self.app.rooms().open(self.app.default_board()).await.unwrap()
    }

    /// Gives a new person's token.
    pub async fn token(&self, role: Role) -> String {
        self.invite(role).await.0
    }

    pub async fn invite(&self, role: Role) -> (String, Actor) {
        let invited = self.app.registry().invite(self.app.default_board(), role).await;
        let (token, grant) = invited.unwrap();
        (token.reveal(), grant.actor)
    }

    /// Lets a new person say hello, without anything of the board.
    pub async fn screen(&self, role: Role) -> Screen {
        let token = self.token(role).await;
        Screen::welcomed(self.address, &token).await
    }

    pub async fn stop(self) {
        self.app.stop().cancel();
        self.serving.await.unwrap();
    }
}
