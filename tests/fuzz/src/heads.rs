//! The way of a request's head through the server, without a socket.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use kenspeckle_server::clock::Clock;
use kenspeckle_server::http::{App, AppParts, Doors, Origin, router};
use kenspeckle_server::log::sqlite::{Database, SqliteLog};
use kenspeckle_server::registry::{Registry, Retention};
use kenspeckle_server::room::Rooms;
use kenspeckle_server::session::Timings;
use kenspeckle_server::start::{built_in, short_meeting};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::limits::HEAD_BYTES;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::Came;

/// Answers heads as the server does whose board it has. Every connection is one of a proxy that is
/// trusted, so that what proxies say is read. Waits take no time.
#[derive(Debug)]
pub struct Heads {
    runtime: Runtime,
    router: Router,
    /// The join code of its board, and a token of each role.
    keys: Vec<String>,
    _folder: TempDir,
}

impl Heads {
    /// Makes a server with a board.
    pub fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().start_paused(true).build();
        let (runtime, folder) = (runtime.unwrap(), tempfile::tempdir().unwrap());
        let (router, keys) = runtime.block_on(served(&folder));
        Self { runtime, router, keys, _folder: folder }
    }

    /// Gives what opens its board.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Answers a request without a body, whose head came as these bytes, and says how far it came.
    ///
    /// # Panics
    /// When the server met a fault.
    pub fn read(&self, bytes: &[u8]) -> Came {
        let Some(request) = request(bytes) else { return Came::Bad };
        let answer = self.runtime.block_on(self.router.clone().oneshot(request));
        let Ok(answer) = answer;
        match answer.status().as_u16() {
            ..400 => Came::Done,
            400..500 => Came::Refused,
            _ => panic!("{}", answer.status()),
        }
    }
}

impl Default for Heads {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads a head as it is written: what is none, or too long, is no business of ours, for hyper turns
/// it away.
fn request(bytes: &[u8]) -> Option<Request<Body>> {
    if bytes.len() > HEAD_BYTES {
        return None;
    }
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let mut words = lines.next()?.split(|byte| *byte == b' ');
    let (method, target) = (words.next()?, words.next()?);
    let mut request = Request::builder().method(method).uri(target);
    for line in lines.take_while(|line| !line.is_empty()) {
        let colon = line.iter().position(|byte| *byte == b':')?;
        request = request.header(&line[..colon], line[colon + 1..].trim_ascii());
    }
    request.body(Body::empty()).ok()
}

async fn served(folder: &TempDir) -> (Router, Vec<String>) {
    let clock = Clock::from_fn(|| 1_790_000_000_000);
    let database = Database::open(folder.path()).unwrap();
    let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
    let definition = Arc::new(built_in().unwrap_or_else(|fault| panic!("{fault}")));
    let log = Arc::new(SqliteLog::new(database.clone()));
    let rooms = Rooms::new(log, registry.clone(), clock.clone(), [definition.clone()]);
    let board = registry.open_or_create(&definition.id).await.unwrap();
    let mut keys = vec![board.join_code.as_str().to_owned()];
    for role in [Role::Participant, Role::Display, Role::Facilitator] {
        keys.push(registry.invite(&board.id, role).await.unwrap().0.reveal());
    }
    let app = App::new(AppParts {
        database,
        rooms,
        registry,
        definition,
        short: short_meeting().unwrap_or_else(|fault| panic!("{fault}")),
        default_board: board.id,
        is_mixed: false,
        origin: Origin::http(([127, 0, 0, 1], 8_080).into()),
        doors: Doors::new([], [])
            .behind(["0.0.0.0/32", "10.0.0.0/8"].map(|net| net.parse().unwrap()).into()),
        retention: Retention::days(730),
        tls: None,
        clock,
        timings: Timings::default(),
        stop: CancellationToken::new(),
    });
    (router(app), keys)
}
