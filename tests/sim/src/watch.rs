//! Somebody who only watches: what is durable must be shown soon, also when nobody asks for anything.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use kenspeckle_shared::ids::Rev;
use tokio::time::sleep;

use crate::venue::Venue;

/// Milliseconds between two looks.
const LOOK_MS: u64 = 1_000;
/// In so many looks a room shows what is durable, unless the disk comes to harm: longer than a slow
/// write and a slow reading after it.
const LOOKS: usize = 10;

/// Watches the room until the run is over. It opens none: opening would mend what it looks for.
pub(crate) async fn watch(venue: Arc<Venue>) {
    let world = &venue.world;
    let mut durable: VecDeque<Rev> = VecDeque::with_capacity(LOOKS);
    while !world.is_over() {
        sleep(Duration::from_millis(LOOK_MS)).await;
        let head = world.judge(|judge| Ok(judge.head())).unwrap_or(0);
        let due = (durable.len() == LOOKS).then(|| durable.pop_front()).flatten();
        durable.push_back(head);
        let Some(due) = due.filter(|_| !world.was_harmed_since(world.elapsed_ms())) else {
            continue;
        };
        if let Some(shown) = venue.house().and_then(|house| house.shown())
            && shown < due
        {
            world.fail(format!("{due} has long been durable, and the room shows {shown}"));
        }
    }
}
