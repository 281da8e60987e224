//! How long a full board takes from nothing to the first welcome.

use super::Size;
use crate::crowd::Crowd;
use crate::dialect::Kenspeckle;
use crate::ours::Ours;
use crate::report::{Goal, Report};

pub(super) fn cold(size: Size) -> Report {
    let entries = size.pick(50_000, 200);
    let mut ours = Ours::start(1);
    ours.fill(entries);
    let ours = ours.restart(true);
    let stopped_ms = first_welcome_ms(&ours);
    let ours = ours.restart(false);
    let killed_ms = first_welcome_ms(&ours);
    let goals = vec![
        Goal::at_most("first hello to welcome, after a stop", 200.0, stopped_ms, "ms"),
        Goal::at_most("first hello to welcome, after a kill", 200.0, killed_ms, "ms"),
        Goal::none("entries that are not there", entries - ours.stickers().min(entries)),
    ];
    let about = "a board of 50,000 entries is opened".to_owned();
    Report::of_goals("cold", about, goals)
}

fn first_welcome_ms(ours: &Ours) -> f64 {
    let screens = vec![ours.newcomer()];
    let mut dialect = Kenspeckle { screens, is_deaf: true, ..Kenspeckle::default() };
    let mut crowd = Crowd::new(&mut dialect, ours.server.address, &[0]);
    let took = crowd.open_all();
    assert_eq!(crowd.counts.ready, 1, "nobody was welcomed");
    took.as_secs_f64() * 1e3
}
