//! Twice as much as the server itself can carry.

use std::time::Duration;

use kenspeckle_shared::limits::{
    COMMAND_BURST, COMMANDS_PER_SECOND, FRAME_ENTRIES, MESSAGE_BYTES, ROOM_QUEUE,
};

use super::{Size, task};
use crate::crowd::{Crowd, Load};
use crate::measure::{Measured, Task, measure};
use crate::ours::Ours;
use crate::process::cpu_s;
use crate::report::{Goal, Line, Report};

/// Updates a second that are tried one after the other.
const STEPS: [f64; 7] = [500.0, 1_000.0, 2_000.0, 3_000.0, 4_500.0, 6_000.0, 8_000.0];
const STEP: Duration = Duration::from_millis(1_500);
/// So many stickers fit on a board, with some room to spare.
const ROOM: f64 = 45_000.0;
/// In bytes: what one sticker may cost on the wire in a full frame.
const STICKER_SENT: usize = 120;
/// In bytes: what one sticker may take in memory, in the board, in the frames that are kept of it
/// for two audiences, and in a state that is being written down.
const STICKER_KEPT: usize = 2_000;

pub(super) fn overload(size: Size) -> Report {
    let screens = size.pick(1_000, 40);
    let rate = match size {
        Size::Whole => 2.0 * capacity(screens),
        Size::Smoke => 80.0,
    };
    let time = size.pick(longest(screens, rate), Duration::from_millis(500));
    let mut ours = Ours::start(1);
    // What was not refused is to be stored, however late.
    let drain = size.pick(Duration::from_secs(15), Duration::from_secs(60));
    let task = Task { drain, ..task(size, vec![0; screens], rate, time) };
    let mut dialect = ours.screens(&task.seats);
    let (address, process) = (ours.server.address, ours.process());
    let measured = measure(&mut dialect, address, process, &task);
    let seen = &measured.seen;
    let goals = vec![
        Goal::none("updates neither acked nor refused", seen.unacked),
        Goal::told("updates refused, to be sent again later", seen.refused as f64, ""),
        Goal::none(
            "later than a second, or lost",
            seen.expected - seen.on_time().min(seen.expected),
        ),
        Goal::none("skipped silently", measured.gaps),
        Goal::told("told to fetch the board", measured.fetches as f64, "screens"),
        Goal::none("cut", measured.ended),
        bounded(&measured, screens),
        Goal::told("latest update of the generator", measured.generator_late_ms, "ms"),
    ];
    let about = format!(
        "1,000 screens, {rate:.0} updates a second for {:.1} s: twice what our process carries with \
         a whole core",
        time.as_secs_f64()
    );
    Report::of_servers("overload", about, vec![Line::of("Kenspeckle", &measured)], goals)
}

/// That memory does not grow with what cannot be carried: at most so much as was held at rest, a
/// full queue of the longest commands, a full frame for each screen, and what is stored.
pub(super) fn bounded(measured: &Measured, screens: usize) -> Goal {
    let stored = measured.seen.expected / screens;
    let more =
        ROOM_QUEUE * MESSAGE_BYTES + screens * FRAME_ENTRIES * STICKER_SENT + stored * STICKER_KEPT;
    let most = (measured.peak_at_rest + more as u64) as f64 / 1e6;
    Goal::at_most("memory at its peak", most.round(), measured.peak as f64 / 1e6, "MB")
}

/// How long people may send so much: they have a burst each, and the board has room for so many.
fn longest(screens: usize, rate: f64) -> Duration {
    let each = rate / screens as f64 - f64::from(COMMANDS_PER_SECOND);
    let burst = if each > 0.0 { f64::from(COMMAND_BURST) / each } else { f64::INFINITY };
    Duration::from_secs_f64(burst.min(ROOM / rate).min(4.0))
}

/// Brings more and more, until the process would have a whole core or takes no more. Gives the most
/// updates that it carried for one second of a core: so it counts also where others use the cores.
fn capacity(screens: usize) -> f64 {
    let mut ours = Ours::start(1);
    let seats = vec![0; screens];
    let mut dialect = ours.screens(&seats);
    let mut crowd = Crowd::new(&mut dialect, ours.server.address, &seats);
    crowd.open_all();
    let mut most = 0.0_f64;
    for rate in STEPS {
        let cpu = cpu_s(ours.process());
        crowd.load(Load { rate, time: STEP, drain: 2 * STEP });
        let carried = rate * STEP.as_secs_f64() / (cpu_s(ours.process()) - cpu);
        if crowd.boards[0].is_settled() || most == 0.0 {
            most = most.max(carried);
        }
        if !crowd.boards[0].is_settled() || rate >= most {
            break;
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sends_more_than_they_may_and_the_board_has_room() {
        assert_eq!(longest(1_000, 2_000.0), Duration::from_secs(4));
        assert_eq!(longest(1_000, 20_000.0), Duration::from_secs(2));
        assert_eq!(longest(5_000, 20_000.0), Duration::from_secs_f64(2.25));
    }
}
