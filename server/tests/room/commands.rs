//! From a command to its answer.

use futures_util::future::join_all;
use kenspeckle_server::room::Reply;
use kenspeckle_shared::command::{Command, Place};
use kenspeckle_shared::entry::{Deed, Personal};
use kenspeckle_shared::limits::{FRAME_ENTRIES, NOTE_CHARS};
use kenspeckle_shared::position::Position;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card};
use kenspeckle_shared::wire::AckOutcome;
use serde_json::json;
use uuid::Uuid;

use crate::hall::{
    Hall, NOW_MS, at_point, changed, command, display, facilitator, fresh_id, lived, person,
    repeated,
};

fn refused(code: RefusalCode) -> Reply {
    Reply::Refused { code, retry_ms: None }
}

#[tokio::test]
async fn r4_2_an_ack_has_the_rev_of_the_stored_entry() {
    let hall = Hall::new().await;
    let id = fresh_id();
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, changed(2));
    let entries = hall.log.entries(&hall.board);
    assert_eq!((entries[1].body.id, entries[1].body.at_ms), (id, NOW_MS));
    assert_eq!(hall.head(), 2);
}

#[tokio::test]
async fn r1_4_only_ids_of_version_7_are_taken() {
    let hall = Hall::new().await;
    for id in [Uuid::nil(), Uuid::max(), Uuid::new_v4()] {
        let answer = hall.room.submit(person(1), id, lived("govan")).await;
        assert_eq!(answer, refused(RefusalCode::BadId));
    }
    assert_eq!(hall.log.entries(&hall.board).len(), 1);
}

#[tokio::test]
async fn r4_3_a_refused_command_is_not_in_the_log() {
    let hall = Hall::new().await;
    let cases = [
        (person(1), lived("atlantis"), RefusalCode::UnknownArea),
        (person(1), at_point("lived", -425_600, 5_586_300), RefusalCode::WrongPlace),
        (person(1), Command::SetLocked { locked: true }, RefusalCode::WrongRole),
        (display(), lived("govan"), RefusalCode::WrongRole),
        (facilitator(), lived("govan"), RefusalCode::WrongRole),
    ];
    for (actor, command, code) in cases {
        assert_eq!(hall.ask(actor, command).await, refused(code));
    }
    assert_eq!(hall.log.entries(&hall.board).len(), 1);
}

#[tokio::test]
async fn r4_4_a_repeated_command_is_answered_and_not_done_again() {
    let hall = Hall::new().await;
    let id = fresh_id();
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, changed(2));
    assert_eq!(hall.room.submit(person(1), id, lived("govan")).await, repeated(2));
    // The same id of somebody else is another command.
    assert_eq!(hall.room.submit(person(2), id, lived("govan")).await, changed(3));
    assert_eq!(hall.log.entries(&hall.board).len(), 3);
}

#[tokio::test]
async fn r4_4_a_command_sent_twice_before_its_answer_is_stored_once() {
    let hall = Hall::new().await;
    let id = fresh_id();
    let again = || hall.room.submit(person(1), id, lived("govan"));
    assert_eq!(tokio::join!(again(), again()), (changed(2), repeated(2)));
    assert_eq!(hall.log.entries(&hall.board).len(), 2);
}

#[tokio::test]
async fn what_was_refused_at_the_last_moment_stays_refused() {
    let hall = Hall::new().await;
    let (lock, late) = (fresh_id(), fresh_id());
    hall.log.hold(true);
    let (_, locked, answer) = tokio::join!(
        async {
            hall.log.until_held(1).await;
            hall.log.hold(false);
        },
        hall.room.submit(facilitator(), lock, Command::SetLocked { locked: true }),
        // In the same batch as the lock, so that the board as it was lets it through.
        hall.room.submit(person(1), late, lived("govan")),
    );
    assert_eq!(locked, changed(2));
    let Reply::Ack { rev: 3, outcome: AckOutcome::Refused { code, .. } } = &answer else {
        panic!("{answer:?}")
    };
    assert_eq!(*code, RefusalCode::PlacingLocked);
    hall.done(facilitator(), Command::SetLocked { locked: false }).await;
    assert_eq!(hall.room.submit(person(1), late, lived("govan")).await, answer);
}

#[tokio::test]
async fn what_depends_on_the_command_before_it_may_come_in_one_go() {
    let hall = Hall::new().await;
    let (place, change, back) = (fresh_id(), fresh_id(), fresh_id());
    let moved = Place::Area("red-road".into());
    let change_to =
        Command::Change { sticker: place, kind: "lived".into(), place: Some(moved), note: None };
    let (placed, changed_to, taken) = tokio::join!(
        hall.room.submit(person(1), place, lived("govan")),
        hall.room.submit(person(1), change, change_to),
        hall.room.submit(person(1), back, Command::TakeBack { sticker: place }),
    );
    assert_eq!((placed, changed_to, taken), (changed(2), changed(3), changed(4)));
    assert_eq!(hall.room.card(person(1).id), (4, Card::default()));
}

#[tokio::test]
async fn commands_in_one_go_keep_their_order() {
    let hall = Hall::new().await;
    let go = (0..250).map(|one| hall.ask(person(one), lived("govan")));
    let answers = join_all(go).await;
    let expected: Vec<_> = (2..252).map(changed).collect();
    assert_eq!(answers, expected);
    assert!(hall.log.appends() < 20, "they share writes: {}", hall.log.appends());
}

#[tokio::test]
async fn one_write_is_bounded() {
    let hall = Hall::new().await;
    let go = (0..FRAME_ENTRIES as u128 + 1).map(|one| hall.ask(person(one), lived("govan")));
    join_all(go).await;
    assert_eq!(hall.log.appends(), 3, "the rules, a full batch, and one more");
}

#[tokio::test]
async fn r5_1_the_log_has_a_stand_in_and_no_point_for_an_area_kind() {
    let hall = Hall::new().await;
    let go = (0..20).map(|one| hall.ask(person(one), lived("govan")));
    join_all(go).await;
    let mut seen = Vec::new();
    for entry in &hall.log.entries(&hall.board)[1..] {
        assert_eq!(entry.personal, None);
        let Deed::Place { area, at, .. } = &entry.body.deed else { panic!("{entry:?}") };
        assert_eq!(area.as_ref().unwrap(), &"govan".into());
        seen.push(at.unwrap());
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 20, "also those of one batch have places of their own");
}

#[tokio::test]
async fn r5_2_a_street_point_is_rounded_again_and_an_exact_one_is_not() {
    let hall = Hall::new().await;
    let [lon_step, lat_step] = hall.definition.street_grid;
    let at = Position { lon: -425_613, lat: 5_586_317 };
    hall.done(person(1), at_point("visited", at.lon, at.lat)).await;
    hall.done(person(1), at_point("tree", at.lon, at.lat)).await;
    let entries = hall.log.entries(&hall.board);
    let point = |index: usize| entries[index].personal.as_ref().unwrap().at.unwrap();
    assert_eq!((point(1).lon % lon_step, point(1).lat % lat_step), (0, 0));
    assert_eq!(point(2), at);
    let body = serde_json::to_string(&entries[2].body).unwrap();
    assert!(!body.contains("425613"), "the point is in the personal part alone");
}

#[tokio::test]
async fn r5_3_a_point_off_the_map_is_refused() {
    let hall = Hall::new().await;
    for (lon, lat) in [(0, 0), (5_586_300, -425_600), (i32::MAX, i32::MIN)] {
        let answer = hall.ask(person(1), at_point("visited", lon, lat)).await;
        assert_eq!(answer, refused(RefusalCode::OutOfBounds));
    }
}

#[tokio::test]
async fn r5_4_a_point_belongs_to_the_area_around_it() {
    let hall = Hall::new().await;
    let area = &hall.definition.areas[0];
    let [west, south, ..] = hall.definition.bounds;
    hall.done(person(1), at_point("tree", area.centre.lon, area.centre.lat)).await;
    hall.done(person(1), at_point("tree", west, south)).await;
    let (_, card) = hall.room.card(person(1).id);
    assert!(card.stickers[0].area.is_some());
    assert_eq!(card.stickers[1].area, None);
}

#[tokio::test]
async fn r5_7_words_are_plain_and_in_the_personal_part() {
    let hall = Hall::new().await;
    let noted = |note: &str| {
        command(
            json!({ "do": "place", "kind": "lived", "place": { "area": "govan" }, "note": note }),
        )
    };
    hall.done(person(1), noted("  Ninth floor.\u{7} \n")).await;
    hall.done(person(1), noted("\u{200}".trim_matches('\u{200}'))).await;
    hall.done(person(1), Command::SetName { name: Some("Jean\nB.".into()), shown: false }).await;
    let too_long = hall.ask(person(1), noted(&"x".repeat(NOTE_CHARS + 1))).await;
    assert_eq!(too_long, refused(RefusalCode::TooLong));
    let padded = format!("{}{}", "x".repeat(NOTE_CHARS), " ".repeat(50));
    hall.done(person(1), noted(&padded)).await;
    let personal: Vec<_> =
        hall.log.entries(&hall.board).into_iter().map(|entry| entry.personal).collect();
    let words = |words: &str| Some(Personal { texts: vec![words.to_owned()], at: None });
    assert_eq!(personal[1..4], [words("Ninth floor."), None, words("Jean B.")]);
}

#[tokio::test]
async fn r6_3_an_own_entry_goes_in_the_personal_part_and_comes_back() {
    let hall = Hall::new().await;
    let finder = hall.definition.finders[0].id.clone();
    hall.done(facilitator(), Command::SetFinderOpen { finder: finder.clone(), open: true }).await;
    let answer = json!({ "form": "knowledge", "chosen": [], "own": "The bowling club" });
    hall.done(person(1), command(json!({ "do": "answer", "finder": finder, "answer": answer })))
        .await;
    let entry = &hall.log.entries(&hall.board)[2];
    assert!(!serde_json::to_string(&entry.body).unwrap().contains("bowling"));
    let (_, card) = hall.room.card(person(1).id);
    assert!(serde_json::to_string(&card).unwrap().contains("The bowling club"));
    let public = serde_json::to_string(&hall.changes(1, Audience::Public)).unwrap();
    assert!(!public.contains("bowling"));
}
