//! One run from its seed to its end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kenspeckle_server::registry::Grant;
use kenspeckle_server::session::Host as _;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::ActorId;
use tokio::runtime::{Builder, Runtime};
use tokio::time::sleep;

use crate::mind::Mind;
use crate::screen::Screen;
use crate::site::{Site, board_id};
use crate::venue::Venue;
use crate::watch::watch;
use crate::world::{World, lock};

/// Milliseconds after which everything must have come to rest.
const REST_MS: u64 = 240_000;
/// Milliseconds in which every screen hears a beat.
const BEATS_MS: u64 = 22_000;

/// What became of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Of which seed.
    pub seed: u64,
    /// What was wrong, if anything was.
    pub fault: Option<String>,
    /// One number over all steps: equal for equal runs.
    pub hash: u64,
    /// How many steps there were.
    pub steps: u64,
    /// The steps themselves, if they were asked for.
    pub trace: String,
}

/// Runs seeds, one after the other, on one thread.
pub struct Simulator(Arc<Site>);

impl Simulator {
    /// Makes the board that is simulated.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self(Arc::new(Site::new()))
    }

    /// Runs a seed; with `traced`, keeps its steps.
    pub fn run(&self, seed: u64, traced: bool) -> Outcome {
        crate::panics::listen();
        let runtime = runtime(seed);
        let world = runtime.block_on(drive(self.0.clone(), seed, traced));
        drop(runtime);
        let (fault, hash, steps, trace) = world.close();
        let panic = crate::panics::take();
        let fault = panic.or(fault);
        Outcome { seed, fault, hash, steps, trace }
    }
}

/// One thread, time that moves when everybody waits, and chance of the seed's own: tokio draws whom
/// it wakes first.
fn runtime(seed: u64) -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true);
    #[cfg(tokio_unstable)]
    builder.rng_seed(tokio::runtime::RngSeed::from_bytes(&seed.to_le_bytes()));
    #[cfg(not(tokio_unstable))]
    let _ = seed;
    builder.build().unwrap()
}

async fn drive(site: Arc<Site>, seed: u64, traced: bool) -> Arc<World> {
    let world = World::new(seed, traced);
    world.note(format_args!("{:?}", world.weather));
    let people = people(&world);
    let grants = people
        .iter()
        .map(|(token, actor)| (token.clone(), Grant { board: board_id(), actor: *actor }));
    let venue = Venue::new(world.clone(), site, grants.collect::<HashMap<_, _>>());
    venue.start();
    let minds: Vec<_> = people
        .into_iter()
        .enumerate()
        .map(|(number, (token, actor))| {
            let mind = Arc::new(Mutex::new(Mind::new(number, actor)));
            let screen = Screen::new(venue.clone(), token, mind.clone());
            tokio::spawn(screen.run());
            mind
        })
        .collect();
    tokio::spawn(watch(venue.clone()));
    let chance = world.fork_chance();
    let trouble = tokio::spawn(venue.clone().trouble(chance));
    let mut over = world.over();
    let storm = Duration::from_millis(world.weather.storm_ms);
    let _ = tokio::time::timeout(storm, over.wait_for(|over| *over)).await;
    world.note(format_args!("all calms down"));
    world.calm_down();
    let _ = tokio::time::timeout(Duration::from_millis(REST_MS), trouble).await;
    rest(&venue, &minds).await;
    world.end();
    world
}

/// The people of a run by their tokens: participants, some with a second phone, a facilitator or
/// two, and a display.
fn people(world: &World) -> Vec<(String, Actor)> {
    let person = |number: usize, role| Actor { id: ActorId::from_u128(1 + number as u128), role };
    let mut people: Vec<_> =
        (0..world.weather.people).map(|number| person(number, Role::Participant)).collect();
    if world.draw(|chance| chance.one_in(2)) {
        people.push(people[0]);
    }
    people.push(person(100, Role::Facilitator));
    if world.draw(|chance| chance.one_in(4)) {
        people.push(person(101, Role::Facilitator));
    }
    people.push(person(200, Role::Display));
    people.into_iter().map(|actor| (actor.id.to_string(), actor)).collect()
}

/// Waits until everybody has everything, and looks at what everybody has.
async fn rest(venue: &Arc<Venue>, minds: &[Arc<Mutex<Mind>>]) {
    let world = &venue.world;
    let end = world.elapsed_ms() + REST_MS;
    while let Some(restless) = restless(world, minds)
        && !world.is_over()
    {
        if world.elapsed_ms() > end {
            return world.fail(format!("no rest: {restless}"));
        }
        sleep(Duration::from_millis(500)).await;
    }
    sleep(Duration::from_millis(BEATS_MS)).await;
    if world.is_over() {
        return;
    }
    for mind in minds {
        world.judge(|judge| judge.at_rest(&lock(mind)));
    }
    world.judge(|judge| judge.log_at_rest());
    look_at_room(venue).await;
}

/// Says who is not at rest yet, if anybody.
fn restless(world: &World, minds: &[Arc<Mutex<Mind>>]) -> Option<String> {
    let head = world.judge(|judge| Ok(judge.head())).unwrap_or(0);
    minds.iter().map(|mind| lock(mind)).find_map(|mind| {
        let (number, live, rev, left) = (mind.number, mind.live, mind.rev(), mind.outbox.len());
        let rests = mind.gone || (live && rev == head && left == 0);
        (!rests)
            .then(|| format!("screen {number}, live: {live}, at {rev} of {head}, {left} to send"))
    })
}

/// The room has the very state that its log replays to.
async fn look_at_room(venue: &Arc<Venue>) {
    let world = &venue.world;
    let Some(house) = venue.house() else { return world.fail("no server at rest".to_owned()) };
    match house.room(&board_id()).await {
        Ok(room) => {
            let hash = room.state_hash();
            let same = |due: String| {
                if due == hash { Ok(()) } else { Err("the room is in another state".to_owned()) }
            };
            world.judge(|judge| same(judge.state_hash()));
        }
        Err(fault) => world.fail(format!("no room at rest: {fault}")),
    }
}
