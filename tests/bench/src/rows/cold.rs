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
/// Until a board is calm, and its snapshot kept.
const CALM: Duration = Duration::from_secs(15);

pub(super) fn cold(size: Size) -> Report {
    // The last come after the last snapshot, and are one less than what another one is kept after.
    let last = size.pick(1_000, 10) - 1;
    let entries = size.pick(50_000, 200) - 1;
    let mut ours = Ours::start(2);
    ours.fill(entries - last);
    // In the middle of a rush a snapshot may be as old as ten seconds.
    let mut ours = ours.restart(false);
    let rushed = Opening::of(&ours);
    std::thread::sleep(CALM);
    ours.fill(last);
    let ours = ours.restart(false);
    let (killed, killed_ready) = (Opening::of(&ours), ours.ready_after);
    let ours = ours.restart(true);
    let (stopped, stopped_ready) = (Opening::of(&ours), ours.ready_after);
    let missing = |board| entries.saturating_sub(ours.stickers(board));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let whole = |what, opening: &Opening| Goal::at_most(what, 200.0, ms(opening.board), "ms");
    let goals = vec![
        whole("first hello to the whole board, after a kill", &killed),
        whole("first hello to the whole board, after a stop", &stopped),
        whole("first hello to the whole board, after a kill amid 5,000 stickers a second", &rushed),
        Goal::told("of this to the welcome, after a kill", ms(killed.welcome), "ms"),
        Goal::told("of this to the welcome, after a stop", ms(stopped.welcome), "ms"),
        Goal::told("of this to the welcome, after a kill amid a rush", ms(rushed.welcome), "ms"),
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
