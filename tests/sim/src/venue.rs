//! Where it all happens: the disk, the server's lives, and the way to it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kenspeckle_server::registry::Grant;
use kenspeckle_server::session::Host as _;
use kenspeckle_shared::view::{Audience, Snapshot};
use kenspeckle_tests::Chance;
use tokio::time::sleep;

use crate::disk::Disk;
use crate::house::House;
use crate::site::{Site, board_id};
use crate::weather::strikes;
use crate::wire::{ScreenEnd, lay};
use crate::world::{World, lock};

const DAY_MS: u64 = 86_400_000;

/// The place of one run.
pub(crate) struct Venue {
    pub(crate) world: Arc<World>,
    disk: Arc<Mutex<Disk>>,
    site: Arc<Site>,
    grants: Arc<HashMap<String, Grant>>,
    house: Mutex<Option<Arc<House>>>,
}

impl Venue {
    pub(crate) fn new(
        world: Arc<World>,
        site: Arc<Site>,
        grants: HashMap<String, Grant>,
    ) -> Arc<Self> {
        let (disk, grants) = (Arc::default(), Arc::new(grants));
        Arc::new(Self { world, disk, site, grants, house: Mutex::default() })
    }

    /// Starts the server on what the disk holds.
    pub(crate) fn start(&self) {
        self.world.note(format_args!("server: starts"));
        let house = House::start(&self.world, &self.disk, &self.site, &self.grants);
        *lock(&self.house) = Some(house);
    }

    /// Gives the server, if one runs.
    pub(crate) fn house(&self) -> Option<Arc<House>> {
        lock(&self.house).clone()
    }

    /// Opens a line to the server, if it can be reached.
    pub(crate) async fn connect(&self, lag: Duration) -> Option<ScreenEnd> {
        sleep(lag).await;
        let house = self.house()?;
        let (server, screen) = lay(&self.world);
        house.serve(server);
        Some(screen)
    }

    /// Fetches the snapshot as a page does, if it arrives.
    pub(crate) async fn fetch(&self, audience: Audience, lag: Duration) -> Option<Snapshot> {
        sleep(lag).await;
        let house = self.house()?;
        let room = house.room(&board_id()).await.ok()?;
        let snapshot = room.snapshot(audience).await;
        if house.is_dead() {
            return None;
        }
        sleep(lag).await;
        serde_json::from_slice(&snapshot.json).ok()
    }

    /// Lets the server crash and come back, and its clock jump, until it is calm.
    pub(crate) async fn trouble(self: Arc<Self>, mut chance: Chance) {
        let weather = self.world.weather.clone();
        while !self.world.is_calm() {
            let every = if weather.crash_ms == 0 { 10_000 } else { weather.crash_ms };
            sleep(Duration::from_millis(chance.between(1, 2 * every))).await;
            if self.world.is_calm() {
                return;
            }
            if weather.clock {
                self.jump(&mut chance);
            }
            if weather.crash_ms > 0 {
                self.go_down(&mut chance).await;
            }
        }
    }

    fn jump(&self, chance: &mut Chance) {
        let off = chance.between(0, 2 * DAY_MS) as i64 - DAY_MS as i64;
        self.world.note(format_args!("server: its clock is off by {off} ms"));
        self.world.put_clock_off(off);
    }

    async fn go_down(&self, chance: &mut Chance) {
        let Some(house) = self.house() else { return };
        if strikes(chance, self.world.weather.graceful) {
            self.world.note(format_args!("server: stops"));
            // Whoever comes meanwhile is told to come again.
            house.stop().await;
        } else {
            self.world.note(format_args!("server: crashes"));
            house.crash();
            lock(&self.disk).crash(&self.world, chance);
        }
        *lock(&self.house) = None;
        lock(&self.disk).lie(&self.world, chance);
        sleep(Duration::from_millis(chance.between(10, 8_000))).await;
        self.start();
    }
}
