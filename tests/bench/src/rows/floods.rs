//! What honest people notice while strangers flood the server.

use std::time::Duration;

use kenspeckle_tests::flood::{ATTACKS, Attack};
use tokio::runtime::Runtime;
use tokio::time::sleep;

use super::Size;
use crate::honest::{Venue, Waits};
use crate::process::raise_files;
use crate::report::{Goal, Report, Table};
use crate::strangers::Strangers;

/// Turns of quiet and of each attack, one after the other. Of all turns the middle one counts: a
/// disk that stalls for a moment makes everybody wait, with strangers or without.
const TURNS: usize = 5;

pub(super) fn floods(size: Size) -> Report {
    let runtime = Runtime::new().unwrap();
    let (mut lines, mut goals) = (Vec::new(), Vec::new());
    for (nth, (attack, name)) in ATTACKS.into_iter().enumerate() {
        let connections = connections(attack, size);
        let both = runtime.block_on(beside(nth, attack, connections, size));
        let [quiet, flooded] = both;
        let what = format!("{connections} {name}: p99 to that in quiet");
        goals.push(Goal::at_most(what, 2.0, flooded.ack_p99 / quiet.ack_p99, "times"));
        let figures = [
            quiet.ack_p50,
            flooded.ack_p50,
            quiet.ack_p99,
            flooded.ack_p99,
            quiet.join_p99,
            flooded.join_p99,
        ];
        let mut line = vec![name.to_owned(), connections.to_string()];
        line.extend(figures.map(|ms| format!("{ms:.1}")));
        lines.push(line);
    }
    let heads = &[
        "strangers with",
        "connections",
        "ack p50 in quiet, ms",
        "beside",
        "ack p99 in quiet",
        "beside",
        "join p99 in quiet",
        "beside",
    ];
    let about =
        "40 people with a command every 0.4 s, in quiet and beside strangers who come from \
                 another address, turn by turn"
            .to_owned();
    let table = Some(Table { heads, lines });
    Report { table, ..Report::of_goals("floods", about, goals) }
}

fn connections(attack: Attack, size: Size) -> usize {
    let open = usize::try_from(raise_files() / 2).unwrap_or(usize::MAX);
    let whole = match attack {
        Attack::Silent | Attack::NoHello | Attack::HalfEncrypted => 10_000.min(open),
        Attack::SlowHeads => 2_000.min(open),
        _ => 50,
    };
    size.pick(whole, 10)
}

/// Measures quiet and attack in turn, each time with a new server; gives the middle of each.
async fn beside(nth: usize, attack: Attack, connections: usize, size: Size) -> [Times; 2] {
    let (people, commands) = size.pick((40, 12), (5, 2));
    let unfolds = size.pick(Duration::from_secs(2), Duration::from_millis(50));
    let (mut quiet, mut flooded) = (Vec::new(), Vec::new());
    for _ in 0..size.pick(TURNS, 1) {
        let venue = Venue::fresh(attack == Attack::HalfEncrypted).await;
        quiet.push(Times::of(&venue.turn(people, commands).await));
        let token = match attack {
            Attack::Pings => venue.server.http().join(&venue.server.code).await.token,
            _ => String::new(),
        };
        let strangers = Strangers::begin(nth, venue.server.address, &token, connections);
        sleep(unfolds).await;
        flooded.push(Times::of(&venue.turn(people, commands).await));
        drop(strangers);
    }
    [quiet, flooded].map(|turns| Times::middle(&turns))
}

/// What most, and what nearly all, of a turn's waits were at most, in milliseconds.
#[derive(Clone, Copy)]
struct Times {
    ack_p50: f64,
    ack_p99: f64,
    join_p99: f64,
}

impl Times {
    fn of(Waits { joins, acks }: &Waits) -> Self {
        Self { ack_p50: at(acks, 50), ack_p99: at(acks, 99), join_p99: at(joins, 99) }
    }

    fn middle(turns: &[Self]) -> Self {
        let of = |time: fn(&Self) -> f64| {
            let mut times: Vec<_> = turns.iter().map(time).collect();
            times.sort_by(f64::total_cmp);
            at(&times, 50)
        };
        Self {
            ack_p50: of(|turn| turn.ack_p50),
            ack_p99: of(|turn| turn.ack_p99),
            join_p99: of(|turn| turn.join_p99),
        }
    }
}

/// The value that so many of a hundred do not exceed.
fn at(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() - 1) * percent / 100]
}
