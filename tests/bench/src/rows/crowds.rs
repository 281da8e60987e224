//! Rows A to D, F and G: how many see what somebody does, and when.

use std::time::Duration;

use super::{Size, overload, task};
use crate::fan_out::{FanOut, Result};
use crate::peer::Kind;
use crate::report::{Goal, Line, Report};

const ALL: [Kind; 5] = [Kind::Limit, Kind::Ws, Kind::SocketIo, Kind::Hocuspocus, Kind::Bun];

pub(super) fn a(size: Size) -> Report {
    let results = run(size, one_board(50), 10.0, &ALL);
    let p99 = |result: &Result| result.measured.seen.percentile_ms(99.0);
    let goals = vec![taken(&results), ratio("p99 of the limit's", 3.0, &results, Kind::Limit, p99)];
    report("A", "50 screens, 10 updates a second", &results, goals)
}

pub(super) fn b(size: Size) -> Report {
    let results = run(size, one_board(size.pick(1_000, 40)), 50.0, &ALL);
    let goals = vec![
        taken(&results),
        ratio("CPU of the limit's", 1.6, &results, Kind::Limit, cpu),
        ratio("CPU of the limit's, if it can be", 1.25, &results, Kind::Limit, cpu),
        ratio("CPU of ws's", 0.75, &results, Kind::Ws, cpu),
    ];
    report("B", "1,000 screens, 50 updates a second", &results, goals)
}

pub(super) fn c(size: Size) -> Report {
    let peers = [Kind::Limit, Kind::Ws, Kind::Bun];
    let results = run(size, one_board(size.pick(5_000, 60)), 50.0, &peers);
    let p99 = |result: &Result| result.measured.seen.percentile_ms(99.0);
    let idle = results[0].measured.rss_per_screen / 1000.0;
    let goals = vec![
        taken(&results),
        late(&results),
        ratio("CPU of bun's", 0.75, &results, Kind::Bun, cpu),
        ratio("p99 of bun's", 2.0, &results, Kind::Bun, p99),
        Goal::at_most("memory of an idle connection", 7.0, idle, "kB"),
    ];
    report("C", "5,000 screens, 50 updates a second", &results, goals)
}

pub(super) fn d(size: Size) -> Report {
    let (screens, rate) = size.pick((1_000, 500.0), (40, 80.0));
    let results = run(size, one_board(screens), rate, &[Kind::Limit, Kind::Bun]);
    let p99 = results[0].measured.seen.percentile_ms(99.0);
    let mut goals = as_d(&results);
    goals.push(Goal::at_most("p99", 50.0, p99, "ms"));
    let (stickers, bytes) = results[0].measured.fullest;
    let each = bytes as f64 / stickers.max(1) as f64;
    goals.push(Goal::at_most("a sticker in the fullest frame", 120.0, each, "bytes"));
    report("D", "1,000 screens, 500 updates a second", &results, goals)
}

pub(super) fn f(size: Size) -> Report {
    let screens = size.pick(1_000, 40);
    let limit = FanOut { peers: vec![Kind::Limit], ..fan_out(size, one_board(screens), 50.0) };
    let limit = size.pick(cpu(&limit.run_peers()[0]), 1000.0);
    // Twice what one processor could send if it did nothing else.
    let rate = 2.0 * 1e6 / limit / screens as f64;
    let results = run(size, one_board(screens), rate, &[Kind::Bun]);
    let ours = &results[0].measured;
    let goals = vec![
        taken(&results),
        late(&results),
        Goal::none("skipped silently", ours.gaps + ours.seen.lost()),
        Goal::none("cut", ours.ended),
        overload::bounded(ours, screens),
    ];
    let about = format!("1,000 screens, {rate:.0} updates a second: twice what a core can send");
    report("F", &about, &results, goals)
}

pub(super) fn g(size: Size) -> Report {
    let boards = size.pick(200, 4);
    let seats = (0..10 * boards).map(|seat| seat % boards).collect();
    let results = run(size, seats, 2.5 * boards as f64, &[Kind::Limit, Kind::Bun]);
    let worst = f64::from(results[0].measured.seen.worst_p99_us) / 1e3;
    let p99 = results[0].measured.seen.percentile_ms(99.0);
    let mut goals = as_d(&results);
    goals.extend([
        Goal::at_most("p99 of the worst board", 50.0, worst, "ms"),
        Goal::told("p99 of all boards together", p99, "ms"),
    ]);
    report("G", "200 boards of 10 screens, 500 updates a second in all", &results, goals)
}

fn as_d(results: &[Result]) -> Vec<Goal> {
    vec![taken(results), late(results), ratio("CPU of bun's", 0.4, results, Kind::Bun, cpu)]
}

fn one_board(screens: usize) -> Vec<usize> {
    vec![0; screens]
}

fn run(size: Size, seats: Vec<usize>, rate: f64, peers: &[Kind]) -> Vec<Result> {
    FanOut { peers: size.pick(peers.to_vec(), Vec::new()), ..fan_out(size, seats, rate) }.run()
}

fn fan_out(size: Size, seats: Vec<usize>, rate: f64) -> FanOut {
    let time = size.pick(Duration::from_secs(4), Duration::from_millis(500));
    FanOut { task: task(size, seats, rate, time), peers: Vec::new(), rounds: size.pick(2, 1) }
}

fn cpu(result: &Result) -> f64 {
    result.measured.cpu_us()
}

fn taken(results: &[Result]) -> Goal {
    Goal::all_taken(&results[0].measured)
}

fn late(results: &[Result]) -> Goal {
    let seen = &results[0].measured.seen;
    Goal::none("later than a second, or lost", seen.expected - seen.on_time().min(seen.expected))
}

fn ratio(
    what: &'static str,
    most: f64,
    results: &[Result],
    to: Kind,
    figure: impl Fn(&Result) -> f64,
) -> Goal {
    let other = results.iter().find(|result| result.name == to.name());
    let ratio = other.map_or(f64::NAN, |other| figure(&results[0]) / figure(other));
    Goal::at_most(what, most, ratio, "times")
}

fn report(row: &'static str, about: &str, results: &[Result], goals: Vec<Goal>) -> Report {
    let servers = results.iter().map(|result| Line::of(result.name, &result.measured)).collect();
    Report::of_servers(row, about.to_owned(), servers, goals)
}
