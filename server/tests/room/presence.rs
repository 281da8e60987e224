//! How many are here.

use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::wire::{Here, Presence};

use crate::hall::{Hall, display, facilitator, person};

#[tokio::test]
async fn r6_6_each_participant_counts_once() {
    let hall = Hall::new().await;
    let watch = hall.room.presence();
    let enter = |actor: Actor, here| hall.room.enter(actor, here);
    let count = |room, remote, displays, facilitators| {
        assert_eq!(*watch.borrow(), Presence { room, remote, displays, facilitators });
    };
    count(0, 0, 0, 0);
    let phone = enter(person(1), Here::Room);
    let tablet = enter(person(1), Here::Remote);
    let second_tab = enter(person(1), Here::Room);
    count(1, 0, 0, 0);
    let far = enter(person(2), Here::Remote);
    let screens = [enter(display(), Here::Room), enter(display(), Here::Room)];
    let page = enter(facilitator(), Here::Room);
    count(1, 1, 2, 1);
    drop((phone, second_tab));
    count(0, 2, 2, 1);
    drop((tablet, far, page, screens));
    count(0, 0, 0, 0);
}

#[tokio::test]
async fn a_count_that_stays_the_same_wakes_nobody() {
    let hall = Hall::new().await;
    let phone = hall.room.enter(person(1), Here::Room);
    let mut watch = hall.room.presence();
    watch.mark_unchanged();
    drop(hall.room.enter(person(1), Here::Remote));
    assert!(!watch.has_changed().unwrap());
    drop(phone);
    assert!(watch.has_changed().unwrap());
}
