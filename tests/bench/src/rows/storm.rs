//! The server stops and starts again under load, with everybody connected.

use std::thread;
use std::time::{Duration, Instant};

use super::Size;
use crate::crowd::{Crowd, Load, Next};
use crate::dialect::Kenspeckle;
use crate::ours::Ours;
use crate::report::{Goal, Report};

const PATIENCE: Duration = Duration::from_secs(30);

/// What came of a restart.
struct Storm {
    all_in_s: f64,
    snapshots: usize,
    gaps: usize,
    unacked: usize,
    lost_or_doubled: usize,
}

pub(super) fn storm(size: Size) -> Report {
    let ours = Ours::start(1);
    let (ours, stopped) = restart(ours, true, size);
    let (_, killed) = restart(ours, false, size);
    let lost = stopped.lost_or_doubled + killed.lost_or_doubled;
    let goals = vec![
        Goal::at_most("all are back after a stop within", 12.0, stopped.all_in_s, "s"),
        Goal::at_most("all are back after a kill within", 12.0, killed.all_in_s, "s"),
        Goal::none("whole boards fetched after a stop", stopped.snapshots),
        Goal::none("whole boards fetched after a kill", killed.snapshots),
        Goal::none("frames missed silently", stopped.gaps + killed.gaps),
        Goal::none("commands refused or never acked", stopped.unacked + killed.unacked),
        Goal::none("stickers lost or doubled", lost),
    ];
    let about = "1,000 screens, 50 updates a second; the server is restarted by a signal, and \
                 then killed and started"
        .to_owned();
    Report::of_goals("storm", about, goals)
}

fn restart(mut ours: Ours, kindly: bool, size: Size) -> (Ours, Storm) {
    let seats = vec![0; size.pick(1_000, 20)];
    let before = ours.stickers(0);
    let mut dialect: Kenspeckle = ours.screens(&seats);
    let mut crowd = Crowd::new(&mut dialect, ours.server.address, &seats);
    crowd.let_them_return();
    crowd.open_all();
    let quiet = Load { rate: 50.0, time: Duration::from_secs(1), drain: Duration::ZERO };
    crowd.send_updates(quiet, |_| {});

    let fetches = crowd.counts.fetches;
    let begun = Instant::now();
    let mut restarting = Some(thread::spawn(move || ours.restart(kindly)));
    let (mut restarted, mut all_in) = (None, None);
    let mut look = |crowd: &mut Crowd<'_, Kenspeckle>| {
        if let Some(thread) = restarting.take_if(|thread| thread.is_finished()) {
            let ours = thread.join().unwrap();
            crowd.address = ours.server.address;
            restarted = Some(ours);
        }
        // Everybody has gone, and come in a second time.
        let screens = crowd.screens.len();
        let has_returned = crowd.counts.came_in >= 2 * screens && crowd.counts.ready == screens;
        if restarted.is_some() && has_returned {
            all_in.get_or_insert_with(Instant::now);
        }
        all_in.is_some()
    };
    crowd.send_updates(quiet, |crowd| {
        look(crowd);
    });
    crowd.run(|crowd| {
        let done = look(crowd) && crowd.unacked() == 0;
        if done || begun.elapsed() > PATIENCE {
            return Next::Done;
        }
        Next::At(Instant::now() + Duration::from_millis(20))
    });
    crowd.drain(Duration::from_secs(2));
    let sent = crowd.boards[0].sent();
    let (counts, unacked) = (crowd.counts, crowd.unacked());
    let ours = restarted.unwrap();
    let storm = Storm {
        all_in_s: all_in.map_or(f64::INFINITY, |at| (at - begun).as_secs_f64()),
        snapshots: counts.fetches - fetches,
        gaps: counts.gaps,
        unacked,
        lost_or_doubled: (before + sent).abs_diff(ours.stickers(0)),
    };
    (ours, storm)
}
