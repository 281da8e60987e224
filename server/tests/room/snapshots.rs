//! Snapshots for screens, and snapshots as a cache.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use kenspeckle_server::log::{KeptSnapshot, Log};
use kenspeckle_shared::command::Command;
use kenspeckle_shared::limits::{SNAPSHOT_EVERY, SNAPSHOTS_APART_MS};
use kenspeckle_shared::view::Audience;

use crate::hall::{Hall, at_point, facilitator, lived, person};

#[tokio::test]
async fn r6_7_a_snapshot_is_made_once_for_each_rev_and_audience() {
    let hall = Hall::new().await;
    hall.done(person(1), lived("govan")).await;
    let all = join_all((0..20).map(|_| hall.room.snapshot(Audience::Public))).await;
    assert!(all.iter().all(|one| Arc::ptr_eq(one, &all[0])));
    assert_eq!(all[0].rev, 2);
    assert_eq!(all[0].etag, format!("{}-2-public", hall.room.epoch()));
    let mut json = Vec::new();
    flate2::read::GzDecoder::new(&all[0].gzip[..]).read_to_end(&mut json).unwrap();
    assert_eq!(json, all[0].json);

    let facilitators = hall.room.snapshot(Audience::Facilitator).await;
    assert_eq!(facilitators.etag, format!("{}-2-facilitator", hall.room.epoch()));
    hall.done(person(1), lived("govan")).await;
    let next = hall.room.snapshot(Audience::Public).await;
    assert_eq!((next.rev, &next.etag), (3, &format!("{}-3-public", hall.room.epoch())));
}

#[tokio::test]
async fn r6_3_the_public_snapshot_lacks_what_is_hidden() {
    let hall = Hall::new().await;
    let seq = hall.done(person(1), at_point("visited", -425_600, 5_586_300)).await;
    hall.done(person(2), Command::SetName { name: Some("Jean".into()), shown: false }).await;
    hall.done(facilitator(), Command::SetHidden { seq, part: 0, hidden: true, why: None }).await;
    let public = hall.snapshot(Audience::Public).await;
    assert_eq!(public["stickers"]["groups"], serde_json::json!([]));
    assert!(!public.to_string().contains("Jean"));
    assert!(hall.snapshot(Audience::Facilitator).await.to_string().contains("Jean"));
}

/// A board on which enough happened for a snapshot to be kept on the way.
async fn long_evening() -> Hall {
    let hall = Hall::new().await;
    let count = u128::from(SNAPSHOT_EVERY) + 50;
    join_all((0..count).map(|one| hall.ask(person(one), lived("govan")))).await;
    hall
}

async fn kept(hall: &Hall) -> Option<KeptSnapshot> {
    hall.log.reopen();
    hall.log.kept_snapshot(&hall.board).await.unwrap()
}

#[tokio::test]
async fn opening_again_gives_the_same_state() {
    let mut hall = long_evening().await;
    let (rev, hash) = (hall.head(), hall.room.state_hash());
    assert_eq!(hash, hall.replayed().state_hash().to_hex().as_str());
    hall.restart().await;
    assert_eq!((hall.head(), hall.room.state_hash()), (rev, hash.clone()));
    let kept = kept(&hall).await.unwrap();
    assert!((SNAPSHOT_EVERY..=rev).contains(&kept.rev), "{}", kept.rev);
}

#[tokio::test]
async fn r8_4_without_or_with_damaged_snapshots_nothing_changes() {
    let mut hall = long_evening().await;
    let hash = hall.room.state_hash();
    hall.restart().await;
    let good = kept(&hall).await.unwrap();
    let damage = |how: fn(&mut KeptSnapshot)| {
        let mut kept = good.clone();
        how(&mut kept);
        Some(kept)
    };
    let cases = [
        None,
        damage(|kept| kept.state.truncate(100)),
        damage(|kept| kept.state.clear()),
        damage(|kept| kept.state_hash = "0".repeat(64)),
        damage(|kept| kept.version = 99),
        damage(|kept| kept.rev -= 1),
        damage(|kept| kept.rev += 1_000),
        damage(|kept| {
            let state = String::from_utf8(std::mem::take(&mut kept.state)).unwrap();
            kept.state = state.replacen("govan", "sighthill", 1).into_bytes();
        }),
    ];
    for (number, case) in cases.into_iter().enumerate() {
        hall.rooms.close().await.unwrap();
        hall.log.set_snapshot(&hall.board, case);
        hall.restart().await;
        assert_eq!(hall.room.state_hash(), hash, "case {number}");
    }
}

#[tokio::test]
async fn an_older_snapshot_is_caught_up_from() {
    let mut hall = long_evening().await;
    hall.done(person(2), lived("govan")).await;
    let (rev, hash) = (hall.head(), hall.room.state_hash());
    hall.rooms.close().await.unwrap();
    assert!(kept(&hall).await.unwrap().rev < rev);
    hall.restart().await;
    assert_eq!((hall.head(), hall.room.state_hash()), (rev, hash));
}

#[tokio::test]
async fn a_snapshot_is_kept_on_the_way_and_none_for_a_little_more() {
    let hall = long_evening().await;
    hall.done(person(1), lived("govan")).await;
    // Closing waits for the one that is being written beside the room's work.
    hall.rooms.close().await.unwrap();
    assert_eq!(hall.log.snapshots_kept(), 1);
    assert!(kept(&hall).await.unwrap().rev >= SNAPSHOT_EVERY);
    let mut hall = hall;
    hall.restart().await;
    hall.rooms.close().await.unwrap();
    assert_eq!(hall.log.snapshots_kept(), 1, "opening again replays what came after");
}

/// A board with one kept snapshot, after which as much came again at once, and then its time passed.
async fn rush() -> Hall {
    let hall = long_evening().await;
    tokio::time::pause();
    until_kept(&hall, 1).await;
    let more = u128::from(SNAPSHOT_EVERY)..u128::from(2 * SNAPSHOT_EVERY) + 50;
    join_all(more.map(|one| hall.ask(person(10_000 + one), lived("govan")))).await;
    assert_eq!(hall.log.snapshots_kept(), 1);
    tokio::time::advance(Duration::from_millis(SNAPSHOTS_APART_MS)).await;
    hall
}

#[tokio::test]
async fn where_thousands_of_entries_come_at_once_the_next_snapshot_waits_a_while() {
    let hall = rush().await;
    hall.done(person(1), lived("govan")).await;
    until_kept(&hall, 2).await;
}

#[tokio::test]
async fn a_rush_that_ends_is_followed_by_a_snapshot_although_nobody_does_anything_more() {
    let hall = rush().await;
    until_kept(&hall, 2).await;
    let rev = hall.head();
    hall.rooms.close().await.unwrap();
    assert_eq!(kept(&hall).await.unwrap().rev, rev);
    assert_eq!(hall.log.snapshots_kept(), 2);
}

#[tokio::test]
async fn what_was_read_from_the_log_alone_is_kept_at_once() {
    let mut hall = long_evening().await;
    hall.rooms.close().await.unwrap();
    let kept_before = hall.log.snapshots_kept();
    hall.log.set_snapshot(&hall.board, None);
    hall.restart().await;
    until_kept(&hall, kept_before + 1).await;
}

/// It is written beside the room's work.
async fn until_kept(hall: &Hall, snapshots: usize) {
    while hall.log.snapshots_kept() < snapshots {
        tokio::task::yield_now().await;
    }
}
