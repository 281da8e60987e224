//! When the log, or the room itself, fails.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::join_all;
use futures_util::poll;
use kenspeckle_server::log::memory::Mishap;
use kenspeckle_server::room::{News, Reply};
use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::limits::ROOM_QUEUE;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::Audience;
use tokio::time::sleep;

use crate::hall::{Hall, changed, facilitator, fresh_id, lived, person, repeated};

fn is_not_stored(reply: &Reply) -> bool {
    matches!(reply, Reply::Refused { code: RefusalCode::NotStored, retry_ms: Some(500..=1_500) })
}

#[tokio::test]
async fn r8_1_nothing_is_shown_before_it_is_stored() {
    let hall = Hall::new().await;
    let own = hall.room.follow(person(1));
    let before = hall.snapshot(Audience::Facilitator).await;
    hall.log.hold(true);
    let mut asking = pin!(hall.ask(person(1), lived("govan")));
    assert!(poll!(&mut asking).is_pending());
    hall.log.until_held(1).await;

    assert_eq!(hall.head(), 1);
    assert_eq!(hall.snapshot(Audience::Facilitator).await, before);
    assert!(hall.missed(1, Audience::Facilitator).is_empty());
    assert!(hall.room.card(person(1).id).1.stickers.is_empty());
    assert!(own.own().is_err());
    assert!(poll!(&mut asking).is_pending());

    hall.log.hold(false);
    assert_eq!(asking.await, changed(2));
    assert_eq!(hall.head(), 2);
    assert_eq!(hall.missed(1, Audience::Public).len(), 1);
    assert!(own.own().is_ok());
}

#[tokio::test]
async fn a_failed_write_shows_nothing_and_can_be_tried_again() {
    let hall = Hall::new().await;
    let id = fresh_id();
    hall.log.next(Mishap::Fails);
    assert!(is_not_stored(&hall.room.submit(person(1), id, lived("govan")).await));
    assert_eq!(hall.head(), 1);
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, changed(2));
}

#[tokio::test]
async fn a_failed_write_that_landed_is_not_doubled() {
    let hall = Hall::new().await;
    let id = fresh_id();
    hall.log.next(Mishap::LandsAndFails);
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, changed(2));
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, repeated(2));
    assert_eq!(hall.log.entries(&hall.board).len(), 2);
    assert_eq!(hall.missed(1, Audience::Public).len(), 1);
}

#[tokio::test]
async fn what_landed_unnoticed_is_not_stored_again_when_it_is_asked_again() {
    let hall = Hall::new().await;
    let id = fresh_id();
    hall.log.next(Mishap::LandsAndFails);
    hall.log.fail_reads(true);
    assert!(is_not_stored(&hall.room.submit(person(1), id, lived("govan")).await));
    hall.log.fail_reads(false);
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, repeated(2));
    assert_eq!(hall.log.entries(&hall.board).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_landed_unnoticed_is_shown_also_when_nobody_asks_again() {
    let hall = Hall::new().await;
    let mut head = hall.room.head();
    hall.log.next(Mishap::LandsAndFails);
    hall.log.fail_reads(true);
    assert!(is_not_stored(&hall.ask(person(1), lived("govan")).await));
    hall.log.fail_reads(false);
    head.changed().await.unwrap();
    assert_eq!(*head.borrow(), 2);
}

#[tokio::test]
async fn a_room_that_cannot_read_its_log_stops_until_it_can() {
    let hall = Hall::new().await;
    let id = fresh_id();
    hall.log.next(Mishap::LandsAndFails);
    hall.log.fail_reads(true);
    assert!(is_not_stored(&hall.room.submit(person(1), id, lived("govan")).await));
    assert!(is_not_stored(&hall.ask(person(2), lived("govan")).await));
    assert_eq!(hall.head(), 1);
    hall.log.fail_reads(false);
    assert_eq!(hall.done(person(2), lived("govan")).await, 3);
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, repeated(2));
    assert_eq!(hall.room.state_hash(), hall.replayed().state_hash().to_hex().as_str());
}

#[tokio::test(start_paused = true)]
async fn r8_8_facilitators_are_told_of_a_full_disk_until_it_has_room_also_if_nobody_asks_again() {
    let hall = Hall::new().await;
    let desk = hall.room.follow(facilitator());
    desk.take(News::STAND);
    hall.log.fill_up(true);
    for _ in 0..2 {
        assert!(is_not_stored(&hall.ask(person(1), lived("govan")).await));
        assert!(hall.room.truth().not_storing);
    }
    assert!(desk.take(News::STAND).any(News::STAND), "their page is woken");
    hall.log.fill_up(false);
    while hall.room.truth().not_storing {
        sleep(Duration::from_secs(1)).await;
    }
    assert!(desk.take(News::STAND).any(News::STAND), "and again");
    assert_eq!(hall.log.entries(&hall.board).len(), 1, "trying leaves nothing");

    hall.log.next(Mishap::Fails);
    assert!(is_not_stored(&hall.ask(person(1), lived("govan")).await));
    assert!(hall.room.truth().not_storing);
    hall.done(person(1), lived("govan")).await;
    assert!(!hall.room.truth().not_storing, "at once, if something is stored");
}

#[tokio::test]
async fn entries_that_somebody_else_wrote_first_are_applied_first() {
    let hall = Hall::new().await;
    hall.done(person(1), lived("govan")).await;
    let other = &hall.log.entries(&hall.board)[1];
    let mut body = other.body.clone();
    body.id = fresh_id();
    hall.log.next_comes_after(vec![Entry { body, personal: None }]);
    assert_eq!(hall.done(person(2), lived("govan")).await, 4);
    assert_eq!(hall.room.state_hash(), hall.replayed().state_hash().to_hex().as_str());
}

#[tokio::test]
async fn a_panic_ends_one_room_which_is_opened_anew() {
    let hall = Hall::new().await;
    let neighbour = hall.registry.create(&hall.definition.id).await.unwrap();
    let next_door = hall.rooms.open(&neighbour.id).await.unwrap();
    hall.done(person(1), lived("govan")).await;
    let mut head = hall.room.head();
    head.mark_unchanged();
    hall.log.next(Mishap::Panics);
    let id = fresh_id();
    assert!(is_not_stored(&hall.room.submit(person(1), id, lived("govan")).await));
    assert!(head.changed().await.is_err(), "screens hear that the room has ended");
    assert!(!hall.room.is_open());
    assert!(next_door.is_open());

    let room = hall.rooms.open(&hall.board).await.unwrap();
    assert_eq!(room.state_hash(), hall.replayed().state_hash().to_hex().as_str());
    assert_eq!(room.submit(person(1), id, lived("govan")).await, changed(3));
    assert_eq!(next_door.submit(person(1), id, lived("govan")).await, changed(2));
}

#[tokio::test]
async fn a_full_queue_asks_to_try_again() {
    let hall = Hall::new().await;
    hall.log.hold(true);
    let mut first = pin!(hall.ask(person(0), lived("govan")));
    assert!(poll!(&mut first).is_pending());
    hall.log.until_held(1).await;
    let count = ROOM_QUEUE as u128 + 1;
    let mut rest = pin!(join_all((1..=count).map(|one| hall.ask(person(one), lived("govan")))));
    assert!(poll!(&mut rest).is_pending());
    hall.log.hold(false);
    assert_eq!(first.await, changed(2));
    let answers = rest.await;
    let turned_away = answers.iter().filter(|answer| is_not_stored(answer)).count();
    assert_eq!(turned_away, 1);
    assert_eq!(hall.head(), 2 + ROOM_QUEUE as u64);
}

#[tokio::test]
async fn closing_finishes_what_was_asked() {
    let hall = Hall::new().await;
    let mut asking = pin!(join_all((0..100).map(|one| hall.ask(person(one), lived("govan")))));
    assert!(poll!(&mut asking).is_pending());
    let (answers, closed) = tokio::join!(asking, hall.rooms.close());
    closed.unwrap();
    assert_eq!(answers, (2..102).map(changed).collect::<Vec<_>>());
    assert!(is_not_stored(&hall.ask(person(1), lived("govan")).await));
    assert!(hall.rooms.open(&hall.board).await.is_err());
}
