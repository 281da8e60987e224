//! What screens receive.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use kenspeckle_server::room::Missed;
use kenspeckle_shared::command::Command;
use kenspeckle_shared::view::{Audience, Change, StickerPack, StickerView, digest_of};
use kenspeckle_shared::wire::ServerMessage;

use crate::hall::{Hall, at_point, facilitator, fresh_id, lived, person};

/// What a screen shows that began with the empty board and applied these changes.
fn shown(changes: Vec<Change>) -> BTreeMap<u64, StickerView> {
    let mut shown = BTreeMap::new();
    for change in changes {
        match change {
            Change::Sticker(view) => drop(shown.insert(view.seq, view)),
            Change::StickerGone { seq } => drop(shown.remove(&seq)),
            _ => {}
        }
    }
    shown
}

/// Stickers placed, changed, taken back, hidden and restored.
async fn some_life(hall: &Hall) {
    let (first, second) = (fresh_id(), fresh_id());
    hall.room.submit(person(1), first, lived("govan")).await;
    hall.room.submit(person(2), second, at_point("visited", -425_600, 5_586_300)).await;
    join_all((3..30).map(|one| hall.ask(person(one), lived("red-road")))).await;
    hall.done(person(1), Command::TakeBack { sticker: first }).await;
    for (seq, hidden) in [(3, true), (5, true), (3, false)] {
        hall.done(facilitator(), Command::SetHidden { seq, part: 0, hidden, why: None }).await;
    }
    hall.done(person(9), Command::SetName { name: Some("Jean".into()), shown: false }).await;
}

#[tokio::test]
async fn r6_1_frames_are_dense() {
    let hall = Hall::new().await;
    some_life(&hall).await;
    for audience in Audience::ALL {
        let mut at = 1;
        for message in hall.missed(1, audience) {
            let ServerMessage::Frame { from, rev, .. } = message else { panic!("{message:?}") };
            assert_eq!(from, at);
            assert!(rev > from);
            at = rev;
        }
        assert_eq!(at, hall.head());
    }
}

#[tokio::test]
async fn r6_2_frames_lead_to_what_the_snapshot_shows() {
    let hall = Hall::new().await;
    some_life(&hall).await;
    for audience in Audience::ALL {
        let shown = shown(hall.changes(1, audience));
        let snapshot = hall.snapshot(audience).await;
        let stickers: StickerPack = serde_json::from_value(snapshot["stickers"].clone()).unwrap();
        assert_eq!(stickers.unpack(), shown);
        let digest = digest_of(shown.values());
        assert_eq!(snapshot["digest"], digest);
        assert_eq!(hall.room.beat(audience), (hall.head(), digest));
    }
}

#[tokio::test]
async fn r6_3_the_public_frames_lack_what_is_hidden() {
    let hall = Hall::new().await;
    some_life(&hall).await;
    let (public, all) = (Audience::Public, Audience::Facilitator);
    assert!(!shown(hall.changes(1, public)).contains_key(&5));
    assert!(shown(hall.changes(1, all)).contains_key(&5));
    let public = serde_json::to_string(&hall.changes(1, public)).unwrap();
    assert!(!public.contains("Jean") && !public.contains(&person(1).id.to_string()));
    assert!(serde_json::to_string(&hall.changes(1, all)).unwrap().contains("Jean"));
}

#[tokio::test]
async fn r7_2_a_beat_is_the_same_after_opening_again() {
    let mut hall = Hall::new().await;
    some_life(&hall).await;
    let before = Audience::ALL.map(|audience| hall.room.beat(audience));
    hall.restart().await;
    assert_eq!(Audience::ALL.map(|audience| hall.room.beat(audience)), before);
}

#[tokio::test]
async fn r3_5_after_opening_again_screens_go_on_from_where_they_were() {
    let mut hall = Hall::new().await;
    some_life(&hall).await;
    let head = hall.head();
    hall.restart().await;
    let after = |rev| hall.room.frames_after(rev, Audience::Public);
    assert_eq!(after(head), Missed::Frames { frames: Vec::new(), rev: head });
    assert_eq!(after(head + 1), Missed::Ahead);
    for rev in 1..head {
        assert_eq!(hall.missed(rev, Audience::Public).len() as u64, head - rev, "one for each");
    }
    hall.done(person(1), lived("govan")).await;
    assert_eq!(hall.missed(head, Audience::Public).len(), 1);
}
