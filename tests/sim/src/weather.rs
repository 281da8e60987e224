//! What goes wrong in a run, and how often: drawn once for each seed, so that some runs have one
//! kind of trouble in plenty and others a little of each.

use kenspeckle_tests::Chance;

/// How often things go wrong: once in so many times; 0 is never.
#[derive(Debug, Clone)]
pub(crate) struct Weather {
    /// Milliseconds during which people act and things break.
    pub(crate) storm_ms: u64,
    /// Participants.
    pub(crate) people: usize,
    /// Milliseconds between two commands of one person, on average.
    pub(crate) pause_ms: u64,
    /// Milliseconds that a message travels at most.
    pub(crate) lag_ms: u64,
    /// A line stands still for a while.
    pub(crate) stall: usize,
    /// A line is cut.
    pub(crate) cut: usize,
    /// A phone sleeps.
    pub(crate) sleep: usize,
    /// A page is loaded again.
    pub(crate) reload: usize,
    /// A command is sent a second time without need.
    pub(crate) again: usize,
    /// A snapshot does not arrive.
    pub(crate) fetch: usize,
    /// An append fails.
    pub(crate) fail: usize,
    /// An append lands, and yet a fault is reported.
    pub(crate) land: usize,
    /// Somebody else writes first.
    pub(crate) second: usize,
    /// Whoever appends falls over.
    pub(crate) fall: usize,
    /// Reading fails.
    pub(crate) read: usize,
    /// An append takes long.
    pub(crate) slow: usize,
    /// Milliseconds between two crashes, on average; 0 is never.
    pub(crate) crash_ms: u64,
    /// A crash is a stop in good order.
    pub(crate) graceful: usize,
    /// A kept snapshot is damaged, lost or an older one.
    pub(crate) rot: usize,
    /// The server's clock jumps.
    pub(crate) clock: bool,
    /// Frames that a room keeps.
    pub(crate) frames_kept: usize,
    /// Entries between two kept snapshots.
    pub(crate) snapshot_every: u64,
    /// Most that the clock of a phone is off, in milliseconds.
    pub(crate) phone_off_ms: u64,
}

const DAY_MS: u64 = 86_400_000;

impl Weather {
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        let mut some = |often: u64, seldom: u64| match chance.below(3) {
            0 => 0,
            1 => often as usize,
            _ => chance.between(often, seldom) as usize,
        };
        let (stall, cut, sleep, reload) = (some(4, 40), some(4, 40), some(5, 40), some(6, 60));
        let (again, fetch) = (some(2, 20), some(2, 10));
        let (fail, land, second, fall) = (some(3, 30), some(3, 30), some(4, 40), some(10, 60));
        let (read, slow, rot) = (some(3, 20), some(3, 20), some(1, 4));
        let crash_ms = some(8_000, 40_000) as u64;
        Self {
            stall,
            cut,
            sleep,
            reload,
            again,
            fetch,
            fail,
            land,
            second,
            fall,
            read,
            slow,
            rot,
            crash_ms,
            storm_ms: chance.between(15_000, 60_000),
            people: chance.between(1, 5) as usize,
            pause_ms: *chance.pick(&[600, 1_500, 3_000]),
            lag_ms: *chance.pick(&[2, 40, 400, 3_000]),
            graceful: 3,
            clock: chance.one_in(2),
            frames_kept: *chance.pick(&[1, 3, 8, 2_048]),
            snapshot_every: *chance.pick(&[1, 4, 20, 1_000]),
            phone_off_ms: *chance.pick(&[0, 60_000, DAY_MS]),
        }
    }
}

/// Draws whether it happens that once in so many times.
pub(crate) fn strikes(chance: &mut Chance, times: usize) -> bool {
    times > 0 && chance.one_in(times)
}
