//! Screens that are slow, or take nothing at all, beside those that follow.

use std::iter::StepBy;
use std::ops::Range;
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
    let grown = outcome.grown as f64 / 1e6;
    let mut goals = vec![
        Goal::at_most("live p99 of that alone", 1.1, p99(&outcome.live) / p99(&alone), "times"),
        Goal::at_most("more memory", 32.0, grown, "MB"),
        Goal::all_taken(&outcome.live),
        Goal::none("live deliveries lost", outcome.live.seen.lost()),
    ];
    if size == Size::Whole {
        let stalled = "stalled screens neither cut nor told to fetch within 12 s";
        let trickling = "trickling screens neither cut nor told to fetch within 12 s";
        let oldest = "newest change on a trickling screen at the end, at worst";
        let middle = "newest change on a trickling screen at the end, half of them";
        goals.extend([
            Goal::none(stalled, outcome.stalled_alone),
            Goal::none(trickling, outcome.trickling_alone),
            Goal::told(middle, seconds_ago(&outcome.ages, 50), "s ago"),
            Goal::told(oldest, seconds_ago(&outcome.ages, 100), "s ago"),
        ]);
    }
    let about = "800 screens that follow and 200 that do not, 200 updates a second: half of those \
                 take nothing, half 2 kB/s"
        .to_owned();
    let servers = vec![Line::of("all follow", &alone), Line::of("beside 200", &outcome.live)];
    // There is no other server to be compared with.
    Report { ratios: Vec::new(), ..Report::of_servers("slow", about, servers, goals) }
}

/// Of ages in order; none if nobody is there any more.
fn seconds_ago(ages: &[Duration], percent: usize) -> f64 {
    let last = ages.len().saturating_sub(1);
    ages.get(last * percent / 100).map_or(f64::NAN, Duration::as_secs_f64)
}

struct Outcome {
    live: Measured,
    /// Screens that take nothing, which the server has left alone with what it has for them.
    stalled_alone: usize,
    /// The same of those that take little.
    trickling_alone: usize,
    /// How old the newest change is on each screen that takes little and is still there, in order.
    ages: Vec<Duration>,
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
    let (trickling, stalled) =
        ((first..first + bad).step_by(2), (first + 1..first + bad).step_by(2));

    let (rss, cpu, before) = (rss_bytes(process), cpu_s(process), crowd.counts);
    let load = Load { rate: task.rate, time: task.time, drain: Duration::ZERO };
    let (mut sip_at, mut most) = (Instant::now(), rss);
    crowd.send_updates(load, |crowd| {
        if Instant::now() >= sip_at {
            sip_at += Duration::from_millis(SIP_MS);
            most = most.max(rss_bytes(process));
            trickling.clone().for_each(|seat| {
                crowd.sip(seat, SIP_BYTES);
            });
        }
    });
    let there = trickling.clone().filter(|seat| crowd.screens[*seat].stage == Stage::Ready);
    // One that shows nothing of the load is as old as that.
    let mut ages: Vec<_> = there.map(|seat| crowd.age(seat).unwrap_or(task.time)).collect();
    ages.sort_unstable();
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
    read_what_is_left(&mut crowd, first..first + bad);
    let alone =
        |seats: StepBy<Range<usize>>| seats.filter(|seat| crowd.is_left_alone(*seat)).count();
    let (stalled_alone, trickling_alone) = (alone(stalled), alone(trickling));
    Outcome { live, stalled_alone, trickling_alone, ages, grown: most.saturating_sub(rss) }
}

/// Reads what the system still holds for the bad ones: if the server has given them up, it ends so.
/// They speak first, as a page does that wakes up; one that was cut while it took nothing learns so
/// only then.
fn read_what_is_left<D: Dialect>(crowd: &mut Crowd<'_, D>, bad: Range<usize>) {
    bad.clone().for_each(|seat| crowd.screens[seat].say(PING, b""));
    for _ in 0..50 {
        bad.clone().for_each(|seat| while crowd.sip(seat, 64 << 10) {});
        crowd.rest(Duration::from_millis(10));
    }
}
