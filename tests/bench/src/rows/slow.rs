//! Screens that are slow, or take nothing at all, beside those that follow.

use std::time::{Duration, Instant};

use super::Size;
use crate::crowd::{Crowd, Load};
use crate::dialect::Dialect;
use crate::measure::{Measured, Task, measure};
use crate::ours::Ours;
use crate::process::rss_bytes;
use crate::report::{Goal, Line, Report};
use crate::screen::Stage;
use crate::wire::PING;
use crate::{arrivals::Seen, process::cpu_s};

/// In milliseconds and bytes: so a slow screen reads, about a tenth of what it is sent.
const SIP_MS: u64 = 250;
const SIP_BYTES: usize = 512;
/// So long a screen that has been told nothing new may be left.
const WITHIN: Duration = Duration::from_secs(12);

pub(super) fn slow(size: Size) -> Report {
    let (live, bad) = size.pick((800, 200), (16, 4));
    let rate = size.pick(200.0, 40.0);
    let mut ours = Ours::start(1);
    let time = size.pick(Duration::from_secs(6), Duration::from_millis(500));
    let task = super::task(size, vec![0; live], rate, time);
    let mut alone = Measured::default();
    let mut alone_again = |ours: &mut Ours| {
        let mut dialect = ours.screens(&task.seats);
        alone.add(measure(&mut dialect, ours.server.address, ours.process(), &task));
    };
    alone_again(&mut ours);
    let time = size.pick(WITHIN + Duration::from_secs(1), Duration::from_millis(500));
    let beside = super::task(size, vec![0; live + bad], rate, time);
    let outcome = beside_bad(&mut ours, &beside, bad);
    alone_again(&mut ours);

    let p99 = |measured: &Measured| measured.seen.percentile_ms(99.0);
    let (still, grown) = (outcome.still_there, outcome.grown as f64 / 1e6);
    let mut goals = vec![
        Goal::at_most("live p99 of that alone", 1.1, p99(&outcome.live) / p99(&alone), "times"),
        Goal::at_most("more memory", 32.0, grown, "MB"),
        Goal::all_taken(&outcome.live),
        Goal::none("live deliveries lost", outcome.live.seen.lost()),
    ];
    if size == Size::Whole {
        let what = "stalled screens neither cut nor told to fetch within 12 s";
        goals.push(Goal::none(what, still));
    }
    let about = "800 screens that follow and 200 that do not, 200 updates a second: half of those \
                 take nothing, half 2 kB/s"
        .to_owned();
    let servers = vec![Line::of("all follow", &alone), Line::of("beside 200", &outcome.live)];
    // There is no other server to be compared with.
    Report { ratios: Vec::new(), ..Report::of_servers("slow", about, servers, goals) }
}

struct Outcome {
    live: Measured,
    still_there: usize,
    /// More memory than before the load, in bytes.
    grown: u64,
}

/// The last seats are the bad ones; every second of them takes nothing.
fn beside_bad(ours: &mut Ours, task: &Task, bad: usize) -> Outcome {
    let process = ours.process();
    let mut dialect = ours.screens(&task.seats);
    let mut crowd = Crowd::new(&mut dialect, ours.server.address, &task.seats);
    let first = task.seats.len() - bad;
    (first..task.seats.len()).for_each(|seat| crowd.make_slow(seat));
    crowd.open_all();
    crowd.rest(task.rest);
    (first..task.seats.len()).for_each(|seat| crowd.stop_reading(seat));

    let (rss, cpu, before) = (rss_bytes(process), cpu_s(process), crowd.counts);
    let load = Load { rate: task.rate, time: task.time, drain: Duration::ZERO };
    let (mut sip_at, mut most) = (Instant::now(), rss);
    crowd.send_updates(load, |crowd| {
        if Instant::now() >= sip_at {
            sip_at += Duration::from_millis(SIP_MS);
            most = most.max(rss_bytes(process));
            (first..first + bad).step_by(2).for_each(|seat| {
                crowd.sip(seat, SIP_BYTES);
            });
        }
    });
    crowd.drain(task.drain);
    let seen = Seen::of(&crowd.boards);
    let live = Measured {
        seen,
        cpu_s: cpu_s(process) - cpu,
        frames: crowd.counts.frames - before.frames,
        bytes: crowd.counts.bytes - before.bytes,
        joined: crowd.counts.came_in,
        ..Measured::default()
    };
    let still_there = still_there(&mut crowd, first, bad);
    Outcome { live, still_there, grown: most.saturating_sub(rss) }
}

/// Reads what the system still holds for those who took nothing: it must end. They speak first, as
/// a page does that wakes up; one that was cut while it took nothing learns so only then.
fn still_there<D: Dialect>(crowd: &mut Crowd<'_, D>, first: usize, bad: usize) -> usize {
    let stalled = (first + 1..first + bad).step_by(2);
    let fetches = crowd.counts.fetches;
    stalled.clone().for_each(|seat| crowd.screens[seat].say(PING, b""));
    for _ in 0..50 {
        stalled.clone().for_each(|seat| while crowd.sip(seat, 64 << 10) {});
        crowd.rest(Duration::from_millis(10));
    }
    let there = stalled.filter(|seat| crowd.screens[*seat].stage != Stage::Gone).count();
    there.saturating_sub(crowd.counts.fetches - fetches)
}
