//! One server under one load, for a while.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::arrivals::Seen;
use crate::crowd::{Counts, Crowd, Load};
use crate::dialect::Dialect;
use crate::process::{cpu_s, peak_bytes, rss_bytes};

/// What is to be carried.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    /// A board for each screen.
    pub(crate) seats: Vec<usize>,
    /// Updates a second.
    pub(crate) rate: f64,
    /// For how long.
    pub(crate) time: Duration,
    /// So long the screens rest between coming in and the load: what they are told of one another
    /// then is not part of it.
    pub(crate) rest: Duration,
    /// So long what is on its way at the end is waited for at most.
    pub(crate) drain: Duration,
}

/// What was measured, of one slice or of all together.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) seen: Seen,
    pub(crate) gaps: usize,
    pub(crate) ended: usize,
    pub(crate) fetches: usize,
    pub(crate) frames: usize,
    /// Of the fullest frame: how many revs, and how long, in bytes.
    pub(crate) fullest: (u64, usize),
    pub(crate) bytes: u64,
    /// The server's time on the processor, in seconds.
    pub(crate) cpu_s: f64,
    /// The generator's.
    pub(crate) generator_cpu_s: f64,
    /// Of the load, in seconds.
    pub(crate) wall_s: f64,
    pub(crate) join_s: Vec<f64>,
    pub(crate) join_cpu_s: f64,
    pub(crate) joined: usize,
    /// Of the first slice, in bytes.
    pub(crate) rss_per_screen: f64,
    /// The most that the server ever held until everybody was in, in bytes, of the first slice.
    pub(crate) peak_at_rest: u64,
    /// The most that it ever held until the end, in bytes.
    pub(crate) peak: u64,
    /// How late the generator was at worst, in milliseconds.
    pub(crate) generator_late_ms: f64,
}

/// Lets screens come in, loads the server, and lets them go.
pub(crate) fn measure(
    dialect: &mut impl Dialect,
    address: SocketAddr,
    process: u32,
    task: &Task,
) -> Measured {
    let (rss, cpu) = (rss_bytes(process), cpu_s(process));
    let mut crowd = Crowd::new(dialect, address, &task.seats);
    let join_s = crowd.open_all().as_secs_f64();
    let join_cpu_s = cpu_s(process) - cpu;
    crowd.rest(task.rest);
    let rss_per_screen = (rss_bytes(process) as f64 - rss as f64) / task.seats.len() as f64;
    let peak_at_rest = peak_bytes(process);

    let (before, begun) = (crowd.counts, Instant::now());
    let (cpu, own) = (cpu_s(process), cpu_s(std::process::id()));
    let late = crowd.load(Load { rate: task.rate, time: task.time, drain: task.drain });
    let after = crowd.counts;
    Measured {
        wall_s: begun.elapsed().as_secs_f64(),
        cpu_s: cpu_s(process) - cpu,
        generator_cpu_s: cpu_s(std::process::id()) - own,
        seen: Seen::of(&crowd.boards),
        join_s: vec![join_s],
        join_cpu_s,
        joined: after.came_in,
        rss_per_screen,
        peak_at_rest,
        peak: peak_bytes(process),
        generator_late_ms: late.as_secs_f64() * 1000.0,
        ..Measured::counted(before, after)
    }
}

impl Measured {
    fn counted(before: Counts, after: Counts) -> Self {
        Self {
            gaps: after.gaps - before.gaps,
            ended: after.ended,
            fetches: after.fetches - before.fetches,
            frames: after.frames - before.frames,
            fullest: after.fullest,
            bytes: after.bytes - before.bytes,
            ..Self::default()
        }
    }

    /// Adds another slice.
    pub(crate) fn add(&mut self, other: Self) {
        self.seen.add(other.seen);
        self.gaps += other.gaps;
        self.ended += other.ended;
        self.fetches += other.fetches;
        self.frames += other.frames;
        self.fullest = self.fullest.max(other.fullest);
        self.bytes += other.bytes;
        self.cpu_s += other.cpu_s;
        self.generator_cpu_s += other.generator_cpu_s;
        self.wall_s += other.wall_s;
        self.join_s.extend(other.join_s);
        self.join_cpu_s += other.join_cpu_s;
        self.joined += other.joined;
        if self.rss_per_screen == 0.0 {
            self.rss_per_screen = other.rss_per_screen;
            self.peak_at_rest = other.peak_at_rest;
        }
        self.peak = self.peak.max(other.peak);
        self.generator_late_ms = self.generator_late_ms.max(other.generator_late_ms);
    }

    /// Gives the server's microseconds on the processor for each update on each screen.
    pub(crate) fn cpu_us(&self) -> f64 {
        self.cpu_s * 1e6 / self.seen.latencies_us.len() as f64
    }
}
