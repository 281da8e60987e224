//! Five hundred lives of phones in bad networks: locked, in the background, in lifts and tunnels,
//! from Wi-Fi to mobile, against the real program.

#![allow(clippy::unwrap_used, missing_docs)]

mod life;
mod script;

use std::time::Instant;

use futures_util::future::join_all;
use kenspeckle_shared::ids::{BoardId, CommandId};
use kenspeckle_shared::wire::Created;
use kenspeckle_tests::{DataFolder, Memory, Server, announce, chosen_seed};
use life::Life;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};

const BOARDS: u64 = 20;
const PHONES: u64 = 25;

/// What one board's lives came to: faults by seed, and how much there was.
#[derive(Default)]
struct Outcome {
    bad: Vec<(u64, String)>,
    asked: usize,
    snapshots: u32,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_5_whatever_happens_to_a_phone_each_command_arrives_exactly_once() {
    open_more_files();
    let begun = Instant::now();
    let server = Server::fresh().await;
    let only = std::env::var("KENSPECKLE_LIFE").ok().map(|life| life.parse::<u64>().unwrap());
    let (first, boards, phones) = match only {
        Some(life) => (life, 1, 1),
        None => (chosen_seed(), BOARDS, PHONES),
    };
    let seeds = |board: u64| first + board * phones..first + (board + 1) * phones;
    let boards = (0..boards).map(|board| live_together(&server, seeds(board)));
    let outcomes = join_all(boards).await;
    let bad: Vec<_> = outcomes.iter().flat_map(|outcome| &outcome.bad).collect();
    announce(&format!(
        "lives of phones: {} in {:.0} s, {} commands, {} snapshots fetched, {} bad",
        outcomes.len() as u64 * phones,
        begun.elapsed().as_secs_f64(),
        outcomes.iter().map(|outcome| outcome.asked).sum::<usize>(),
        outcomes.iter().map(|outcome| outcome.snapshots).sum::<u32>(),
        bad.len()
    ));
    let told = bad.iter().map(|(seed, bad)| {
        let again = format!("KENSPECKLE_LIFE={seed} cargo test -p kenspeckle-tests --test lives");
        format!("life {seed}: {bad}\nlive it again: {again}")
    });
    assert!(bad.is_empty(), "\n{}", told.collect::<Vec<_>>().join("\n"));
}

/// Lives some lives on a new board.
async fn live_together(server: &Server, seeds: std::ops::Range<u64>) -> Outcome {
    let made = server.http().post("/api/boards", Some(&server.facilitator), &json!({})).await;
    let made: Created = made.json();
    let code = made.links.join_code;
    let lived = join_all(seeds.map(|seed| {
        let code = &code;
        async move { Life::live(seed, server, code).await.map_err(|bad| (seed, bad)) }
    }));
    let mut outcome = Outcome::default();
    let mut lives = Vec::new();
    for life in lived.await {
        match life {
            Ok(life) => lives.push(life),
            Err(bad) => outcome.bad.push(bad),
        }
    }
    let board = Memory::of(server.http().snapshot(&code).await);
    let log = ids(&server.data, &board.board);
    for life in &lives {
        if let Err(bad) = life.judge(&log, &board).await {
            outcome.bad.push((life.seed, bad));
        }
        outcome.asked += life.phone.look(|mind| mind.asked.len());
        outcome.snapshots += life.phone.look(|mind| mind.snapshots);
    }
    if outcome.bad.is_empty() {
        let stickers: usize = lives.iter().map(Life::stickers).sum();
        assert_eq!(board.stickers.len(), stickers, "stickers that nobody put");
    }
    outcome
}

/// Gives the ids of the commands in a board's log, in order.
fn ids(data: &DataFolder, board: &BoardId) -> Vec<CommandId> {
    let database = data.database();
    let sql = "SELECT body FROM entries WHERE board = ?1 ORDER BY rev";
    let mut select = database.prepare(sql).unwrap();
    let bodies = select.query_map([board.as_str()], |row| row.get::<_, String>(0)).unwrap();
    let id = |body: String| -> CommandId {
        let body: Value = serde_json::from_str(&body).unwrap();
        serde_json::from_value(body["id"].clone()).unwrap()
    };
    bodies.map(|body| id(body.unwrap())).collect()
}

/// Each life has five sockets, and many systems begin with a limit of 1,024 files.
fn open_more_files() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    setrlimit(Resource::Nofile, raised).unwrap();
}
