//! One life of the server: the real rooms, and what the real sessions ask around them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::registry::{Grant, RegistryFault};
use kenspeckle_server::room::{Room, RoomFault, Rooms, Sizes};
use kenspeckle_server::session::{Departures, Doorstep, Host, Timings, serve};
use kenspeckle_shared::ids::{BoardId, Rev};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::disk::{Disk, DiskLog};
use crate::site::Site;
use crate::wire::ServerEnd;
use crate::world::{World, lock};

/// A server that runs, or did.
pub(crate) struct House {
    world: Arc<World>,
    rooms: Rooms<DiskLog>,
    /// The room that was opened last.
    room: Mutex<Option<Room>>,
    grants: Arc<HashMap<String, Grant>>,
    timings: Timings,
    clock: Clock,
    departures: Departures,
    doorstep: Doorstep,
    stop: CancellationToken,
    dead: Arc<AtomicBool>,
    sessions: Mutex<Vec<JoinHandle<()>>>,
}

impl House {
    pub(crate) fn start(
        world: &Arc<World>,
        disk: &Arc<Mutex<Disk>>,
        site: &Site,
        grants: &Arc<HashMap<String, Grant>>,
    ) -> Arc<Self> {
        let dead = Arc::new(AtomicBool::new(false));
        let log = Arc::new(DiskLog::new(world.clone(), disk.clone(), dead.clone()));
        let told = world.clone();
        let clock = Clock::from_fn(move || told.server_ms());
        let weather = &world.weather;
        let sizes = Sizes {
            frames_kept: weather.frames_kept,
            snapshot_every: weather.snapshot_every,
            snapshots_apart: Duration::ZERO,
        };
        let definitions = [site.definition.clone()];
        let rooms = Rooms::new(log, site.registry.clone(), clock.clone(), definitions);
        Arc::new(Self {
            world: world.clone(),
            rooms: rooms.with_sizes(sizes),
            room: Mutex::default(),
            grants: grants.clone(),
            timings: Timings::default(),
            clock,
            departures: Departures::default(),
            doorstep: Doorstep::default(),
            stop: CancellationToken::new(),
            dead,
            sessions: Mutex::default(),
        })
    }

    /// Serves a connection with the real session.
    pub(crate) fn serve(self: &Arc<Self>, end: ServerEnd) {
        let session = tokio::spawn(serve(end, self.clone()));
        let mut sessions = lock(&self.sessions);
        sessions.retain(|session| !session.is_finished());
        sessions.push(session);
    }

    /// The power goes: nothing of this life does anything any more.
    pub(crate) fn crash(&self) {
        self.world.harm();
        self.dead.store(true, Ordering::Relaxed);
        lock(&self.sessions).drain(..).for_each(|session| session.abort());
    }

    /// Stops in good order: tells everybody, finishes what was asked, keeps snapshots.
    pub(crate) async fn stop(&self) {
        self.world.harm();
        self.stop.cancel();
        let sessions: Vec<_> = lock(&self.sessions).drain(..).collect();
        for session in sessions {
            let _ = session.await;
        }
        if let Err(fault) = self.rooms.close().await {
            self.world.fail(format!("closing the rooms failed: {fault}"));
        }
        self.dead.store(true, Ordering::Relaxed);
    }

    /// Gives the rev that the room shows, if one is open.
    pub(crate) fn shown(&self) -> Option<Rev> {
        let head = lock(&self.room).as_ref()?.head();
        // Of a room that fell over nobody is told any more.
        let is_open = !self.is_dead() && head.has_changed().is_ok();
        is_open.then(|| *head.borrow())
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.dead.load(Ordering::Relaxed)
    }
}

impl Host for House {
    async fn grant(&self, token: &str) -> Result<Option<Grant>, RegistryFault> {
        Ok(self.grants.get(token).cloned())
    }

    async fn room(&self, board: &BoardId) -> Result<Room, RoomFault> {
        let room = self.rooms.open(board).await?;
        *lock(&self.room) = Some(room.clone());
        Ok(room)
    }

    fn join_url(&self, code: &str) -> String {
        format!("http://simulated/j/{code}")
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn timings(&self) -> &Timings {
        &self.timings
    }

    fn doorstep(&self) -> &Doorstep {
        &self.doorstep
    }

    fn departures(&self) -> &Departures {
        &self.departures
    }

    fn stop(&self) -> &CancellationToken {
        &self.stop
    }
}
