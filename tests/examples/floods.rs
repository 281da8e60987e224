//! Measures what honest people notice of floods: how long their commands take to be acked while
//! strangers do harm, beside how long they take in quiet, turn by turn.
//!
//! `cargo xtask floods` runs it with the released program, and more connections than a test may.
//!
//! The strangers are a process of their own with the lowest priority: strangers have machines of
//! their own, and what making a flood costs here is no harm that the flood does.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::net::SocketAddr;
use std::process::{Child, Command};
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
/// Turns of quiet and of each attack. Of all turns the middle one counts: a disk that stalls for a
/// moment makes everybody wait, with strangers or without.
const TURNS: usize = 5;
/// How long an attack may unfold before it is looked at.
const UNFOLDS: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [nth, address, token, connections] => attack(nth, address, token, connections).await,
        _ => measure().await,
    }
}

/// Floods until the process is killed.
async fn attack(nth: &str, address: &str, token: &str, connections: &str) {
    rlimit::increase_nofile_limit(30_000).unwrap();
    rustix::process::nice(19).unwrap();
    let (attack, _) = ATTACKS[nth.parse::<usize>().unwrap()];
    let address: SocketAddr = address.parse().unwrap();
    let _flood = Flood::begin(attack, address, token, connections.parse().unwrap());
    std::future::pending::<()>().await;
}

/// Strangers at work, until this is dropped.
struct Strangers(Child);

impl Strangers {
    fn begin(nth: usize, address: SocketAddr, token: &str, connections: usize) -> Self {
        let words = [nth.to_string(), address.to_string(), token.into(), connections.to_string()];
        Self(Command::new(std::env::current_exe().unwrap()).args(words).spawn().unwrap())
    }
}

impl Drop for Strangers {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

async fn measure() {
    let raised = rlimit::increase_nofile_limit(30_000).unwrap_or(1_024);
    println!("| attack | connections | p50 quiet | p50 beside | p99 quiet | p99 beside | ratio |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (nth, (attack, name)) in ATTACKS.into_iter().enumerate() {
        let connections = match attack {
            Attack::HalfOpen => 10_000.min(usize::try_from(raised / 2).unwrap()),
            Attack::SlowHeads => 2_000.min(usize::try_from(raised / 2).unwrap()),
            _ => 50,
        };
        let (mut quiet, mut beside) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            let server = Server::fresh().await;
            let stranger = server.http().join(&server.code).await.token;
            quiet.push(Times::of(turn(&server).await));
            let strangers = Strangers::begin(nth, server.address, &stranger, connections);
            sleep(UNFOLDS).await;
            beside.push(Times::of(turn(&server).await));
            drop(strangers);
        }
        let (quiet, beside) = (Times::middle(&quiet), Times::middle(&beside));
        println!(
            "| {name} | {connections} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {:.2} |",
            quiet.p50,
            beside.p50,
            quiet.p99,
            beside.p99,
            beside.p99 / quiet.p99
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

/// What most, and what nearly all, of a turn's commands took at most, in milliseconds.
#[derive(Clone, Copy)]
struct Times {
    p50: f64,
    p99: f64,
}

impl Times {
    fn of(times: Vec<f64>) -> Self {
        let times = sorted(times);
        Self { p50: at(&times, 50), p99: at(&times, 99) }
    }

    fn middle(turns: &[Self]) -> Self {
        let of = |time: fn(&Self) -> f64| at(&sorted(turns.iter().map(time).collect()), 50);
        Self { p50: of(|turn| turn.p50), p99: of(|turn| turn.p99) }
    }
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

/// The value that so many of a hundred do not exceed.
fn at(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() - 1) * percent / 100]
}
