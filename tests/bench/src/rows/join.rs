//! Row E: many come to a full board at once.

use std::net::SocketAddr;
use std::time::Duration;

use super::Size;
use crate::crowd::Crowd;
use crate::dialect::{Dialect, Kenspeckle, Knows, Relay};
use crate::ours::Ours;
use crate::peer::Kind;
use crate::process::cpu_s;
use crate::report::{Goal, Report};

/// So long the coming is spread over.
const OVER: Duration = Duration::from_secs(5);

/// What joining took, of all rounds together.
#[derive(Debug, Default)]
struct Joined {
    missing: usize,
    /// Of the slowest round.
    took_s: f64,
    cpu_s: f64,
    bytes: u64,
}

pub(super) fn e(size: Size) -> Report {
    let (stickers, screens) = size.pick((5_000, 1_000), (50, 20));
    let over = size.pick(OVER, OVER / 10);
    let mut ours = Ours::start(1);
    ours.fill(stickers);
    let ws = size.pick(Some(Kind::Ws), None).and_then(|ws| ws.start(&[&stickers.to_string()]));
    let (mut own, mut other) = (Joined::default(), Joined::default());
    for _ in 0..size.pick(2, 1) {
        let mut newcomers = newcomers(&ours, screens);
        own.measure(&mut newcomers, ours.server.address, ours.process(), screens, over);
        if let Some(ws) = &ws {
            let mut newcomers = Relay { gives_board: true };
            other.measure(&mut newcomers, ws.address, ws.process(), screens, over);
        }
    }
    let (cpu, bytes) = (own.cpu_s / other.cpu_s, own.bytes as f64 / other.bytes as f64);
    let goals = vec![
        Goal::none("not in at the end", own.missing),
        Goal::at_most("until the last is in", 5.25, own.took_s, "s"),
        Goal::at_most("CPU of ws's", 0.1, cpu, "times"),
        Goal::at_most("bytes of ws's", 0.3, bytes, "times"),
    ];
    let rounds = size.pick(2.0, 1.0) * screens as f64;
    let each = |one: &Joined| {
        let (cpu, kilobytes) = (one.cpu_s * 1e3 / rounds, one.bytes as f64 / 1e3 / rounds);
        format!("{cpu:.2} ms CPU and {kilobytes:.0} kB for each, last in after {:.2} s", one.took_s)
    };
    let about = format!(
        "5,000 stickers, 1,000 newcomers within 5 s (Kenspeckle: {}; ws: {})",
        each(&own),
        each(&other)
    );
    Report::of_goals("E", about, goals)
}

/// People who have nothing but the join code.
fn newcomers(ours: &Ours, screens: usize) -> Kenspeckle {
    Kenspeckle {
        screens: vec![Knows::default(); screens],
        host: ours.server.address.to_string(),
        code: Some(ours.server.code.clone()),
        ..Kenspeckle::default()
    }
}

impl Joined {
    fn measure(
        &mut self,
        dialect: &mut impl Dialect,
        address: SocketAddr,
        process: u32,
        screens: usize,
        over: Duration,
    ) {
        let before = cpu_s(process);
        let mut crowd = Crowd::new(dialect, address, &vec![0; screens]);
        let took = crowd.open_evenly(over);
        self.took_s = self.took_s.max(took.as_secs_f64());
        self.cpu_s += cpu_s(process) - before;
        self.missing += screens - crowd.counts.ready;
        self.bytes += crowd.counts.bytes;
    }
}
