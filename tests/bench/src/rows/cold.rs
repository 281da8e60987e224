//! How long a full board takes from nothing to the first screen that shows it.

use std::time::{Duration, Instant};

use super::Size;
use crate::crowd::{Crowd, Next};
use crate::dialect::Kenspeckle;
use crate::ours::Ours;
use crate::report::{Goal, Report};

/// The server opens its own board before it says that it is ready. This one it leaves alone until
/// somebody comes.
const OTHER: usize = 1;
/// That of the first seat on it, when two boards share the seats in turn.
const SEAT: usize = 1;
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn cold(size: Size) -> Report {
    // One less than what a snapshot would be kept after, so that a killed server has to replay as
    // many entries as there can be.
    let entries = size.pick(50_000, 200) - 1;
    let mut ours = Ours::start(2);
    ours.fill(entries);
    // First the kill: a stop keeps a snapshot of everything.
    let ours = ours.restart(false);
    let (killed, killed_ready) = (Opening::of(&ours), ours.ready_after);
    let ours = ours.restart(true);
    let (stopped, stopped_ready) = (Opening::of(&ours), ours.ready_after);
    let missing = |board| entries.saturating_sub(ours.stickers(board));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let goals = vec![
        Goal::at_most(
            "first hello to the whole board, after a kill",
            200.0,
            ms(killed.board),
            "ms",
        ),
        Goal::at_most(
            "first hello to the whole board, after a stop",
            200.0,
            ms(stopped.board),
            "ms",
        ),
        Goal::told("of this to the welcome, after a kill", ms(killed.welcome), "ms"),
        Goal::told("of this to the welcome, after a stop", ms(stopped.welcome), "ms"),
        Goal::told("start of the process to ready, after a kill", ms(killed_ready), "ms"),
        Goal::told("start of the process to ready, after a stop", ms(stopped_ready), "ms"),
        Goal::none("entries that are not there", missing(0) + missing(OTHER)),
    ];
    let about = "a board of 50,000 entries, which nobody has open, is opened; the server's own, \
                 opened before it is ready, has as many"
        .to_owned();
    Report::of_goals("cold", about, goals)
}

/// The first visit to a board after a start.
struct Opening {
    /// From connecting to the welcome, for which the board must have been opened.
    welcome: Duration,
    /// From connecting to the whole board.
    board: Duration,
}

impl Opening {
    fn of(ours: &Ours) -> Self {
        let host = ours.server.address.to_string();
        let screens = vec![ours.newcomer(SEAT)];
        let mut dialect = Kenspeckle { screens, host, ..Kenspeckle::default() };
        let mut crowd = Crowd::new(&mut dialect, ours.server.address, &[0]);
        let begun = Instant::now();
        let mut welcome = None;
        crowd.enter(0);
        crowd.run(|crowd| {
            // Who knows nothing of the board is welcomed with the request to fetch it.
            if crowd.counts.fetches > 0 {
                welcome.get_or_insert_with(|| begun.elapsed());
            }
            let is_over = crowd.counts.ready + crowd.counts.ended > 0 || begun.elapsed() > PATIENCE;
            if is_over { Next::Done } else { Next::At(begun + PATIENCE) }
        });
        let board = begun.elapsed();
        assert_eq!(crowd.counts.ready, 1, "nobody was shown the board");
        Self { welcome: welcome.unwrap(), board }
    }
}
