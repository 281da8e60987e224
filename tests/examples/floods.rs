//! Measures what honest people notice of floods: how long their commands take to be acked while
//! strangers do harm, beside how long they take in quiet, turn by turn.
//!
//! `cargo xtask floods` runs it with the released program, and more connections than a test may.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use kenspeckle_tests::flood::{ATTACKS, Attack, Flood};
use kenspeckle_tests::{Client, Server, place_in};
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

/// Honest people, each with a command every `EVERY`.
const PEOPLE: usize = 40;
const EVERY: Duration = Duration::from_millis(400);
/// Commands of each person in one turn.
const COMMANDS: usize = 15;
/// Turns of quiet and of each attack.
const TURNS: usize = 3;
/// How long an attack may unfold before it is looked at.
const UNFOLDS: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() {
    let raised = rlimit::increase_nofile_limit(30_000).unwrap_or(1_024);
    println!("| attack | connections | p50 quiet | p50 beside | p99 quiet | p99 beside | ratio |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (attack, name) in ATTACKS {
        let connections = match attack {
            Attack::HalfOpen => 10_000.min(usize::try_from(raised / 3).unwrap()),
            Attack::SlowHeads => 2_000.min(usize::try_from(raised / 3).unwrap()),
            _ => 50,
        };
        let (mut quiet, mut beside) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            let server = Server::fresh().await;
            let stranger = server.http().join(&server.code).await.token;
            quiet.extend(turn(&server).await);
            let flood = Flood::begin(attack, server.address, &stranger, connections);
            sleep(UNFOLDS).await;
            beside.extend(turn(&server).await);
            drop(flood);
        }
        let (quiet, beside) = (sorted(quiet), sorted(beside));
        let (p50, p99) = ((at(&quiet, 50), at(&beside, 50)), (at(&quiet, 99), at(&beside, 99)));
        let ratio = p99.1 / p99.0;
        println!(
            "| {name} | {connections} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {ratio:.2} |",
            p50.0, p50.1, p99.0, p99.1
        );
    }
}

/// Lets everybody join and put stickers; gives how long each took to be acked, in milliseconds.
async fn turn(server: &Server) -> Vec<f64> {
    let mut people = JoinSet::new();
    let (address, code) = (server.address, server.code.clone());
    for at in 0..PEOPLE {
        let code = code.clone();
        people.spawn(async move {
            let client = Client::join(address, &code).await;
            sleep(EVERY * u32::try_from(at).unwrap() / u32::try_from(PEOPLE).unwrap()).await;
            let (mut ticks, mut took) = (interval(EVERY), Vec::new());
            for _ in 0..COMMANDS {
                ticks.tick().await;
                let begun = Instant::now();
                client.do_it(place_in("govan")).await;
                took.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            took
        });
    }
    people.join_all().await.concat()
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

/// The value that so many of a hundred do not exceed.
fn at(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() - 1) * percent / 100]
}
