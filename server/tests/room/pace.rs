//! How fast one person may ask.

use std::time::Duration;

use kenspeckle_server::room::Reply;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::limits::{COMMAND_BURST, COMMANDS_PER_SECOND};
use kenspeckle_shared::refusal::RefusalCode;

use crate::hall::{Hall, changed, facilitator, fresh_id, lived, person, repeated};

fn retry_ms(reply: &Reply) -> u64 {
    match reply {
        Reply::Refused { code: RefusalCode::TooFast, retry_ms: Some(retry_ms) } => *retry_ms,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn r4_7_pace_is_counted_for_each_person() {
    let hall = Hall::new().await;
    for _ in 0..COMMAND_BURST {
        hall.done(person(1), lived("govan")).await;
    }
    let wait = retry_ms(&hall.ask(person(1), lived("govan")).await);
    assert!((1..=1_000 / u64::from(COMMANDS_PER_SECOND) + 1).contains(&wait), "{wait}");
    hall.done(person(2), lived("govan")).await;
    tokio::time::advance(Duration::from_millis(wait)).await;
    hall.done(person(1), lived("govan")).await;
    retry_ms(&hall.ask(person(1), lived("govan")).await);
}

#[tokio::test(start_paused = true)]
async fn r4_7_refused_commands_cost_pace_and_facilitators_have_one_too() {
    let hall = Hall::new().await;
    for _ in 0..COMMAND_BURST {
        hall.ask(facilitator(), lived("govan")).await;
    }
    retry_ms(&hall.ask(facilitator(), Command::SetLocked { locked: true }).await);
}

#[tokio::test(start_paused = true)]
async fn repeated_commands_cost_no_pace() {
    let hall = Hall::new().await;
    let id = fresh_id();
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, changed(2));
    for _ in 0..2 * COMMAND_BURST {
        assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, repeated(2));
    }
    hall.done(person(1), lived("govan")).await;
}
