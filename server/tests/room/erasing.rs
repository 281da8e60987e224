//! When the log cannot lose what it must.

use std::future::poll_fn;

use kenspeckle_server::room::{Follower, News, NoneOwn, Reply};
use kenspeckle_shared::command::{Command, Place};
use kenspeckle_shared::entry::Entry;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::Audience;

use crate::hall::{Hall, changed, fresh_id, lived, person, repeated};

fn noted() -> Command {
    let place = Place::Area("govan".into());
    Command::Place { kind: "lived".into(), place, note: Some("the steamie".to_owned()) }
}

/// Somebody's words, and somebody else's sticker.
async fn hall() -> Hall {
    let hall = Hall::new().await;
    assert_eq!(hall.ask(person(1), noted()).await, changed(2));
    assert_eq!(hall.ask(person(2), lived("govan")).await, changed(3));
    hall
}

fn is_not_stored(reply: &Reply) -> bool {
    matches!(reply, Reply::Refused { code: RefusalCode::NotStored, retry_ms: Some(500..=1_500) })
}

fn has_words(hall: &Hall) -> bool {
    hall.log.entries(&hall.board).iter().any(|Entry { personal, .. }| personal.is_some())
}

fn has_ended(own: &Follower) -> bool {
    loop {
        if let Err(end) = own.own() {
            return end == NoneOwn::Ever;
        }
    }
}

async fn until_ended(own: &Follower) {
    while !has_ended(own) {
        poll_fn(|context| own.poll_news(context, News::BOARD)).await;
        own.take(News::OWN);
    }
}

#[tokio::test(start_paused = true)]
async fn r8_10_an_erasing_that_the_disk_refuses_is_not_acked_until_it_is_done() {
    let hall = hall().await;
    let own = hall.room.follow(person(1));
    let id = fresh_id();
    hall.log.fail_erasing(true);
    for _ in 0..2 {
        assert!(is_not_stored(&hall.room.submit(person(1), id, Command::Erase {}).await));
    }
    assert!(has_words(&hall));
    assert!(!has_ended(&own), "who is not told that it is done stays to ask again");
    let seen = hall.snapshot(Audience::Facilitator).await.to_string();
    assert!(!seen.contains("the steamie"), "but nobody sees it any more: {seen}");
    assert_eq!(hall.ask(person(2), lived("govan")).await, changed(5), "everybody else goes on");

    hall.log.fail_erasing(false);
    // The room tries again by itself.
    until_ended(&own).await;
    assert_eq!(hall.room.submit(person(1), id, Command::Erase {}).await, repeated(4));
    assert!(!has_words(&hall));
}

#[tokio::test(start_paused = true)]
async fn r8_10_an_erasing_that_the_disk_refused_is_finished_when_nobody_asks_again() {
    let hall = hall().await;
    let own = hall.room.follow(person(1));
    hall.log.fail_erasing(true);
    assert!(is_not_stored(&hall.ask(person(1), Command::Erase {}).await));
    hall.log.fail_erasing(false);
    until_ended(&own).await;
    assert!(!has_words(&hall));
}

#[tokio::test]
async fn r8_10_an_erasing_that_was_never_done_is_done_when_the_board_is_opened_again() {
    let mut hall = hall().await;
    hall.log.fail_erasing(true);
    assert!(is_not_stored(&hall.ask(person(1), Command::Erase {}).await));
    let definition = (*hall.definition).clone();
    let unfinished = hall.restart_with(definition).await;
    assert!(unfinished.is_err(), "not shown before it is done: {unfinished:?}");
    hall.log.fail_erasing(false);
    hall.restart().await;
    assert!(!has_words(&hall));
    assert_eq!(hall.room.card(person(2).id).1.stickers.len(), 1);
}
