//! What a command is answered with (section 4).

use kenspeckle_shared::command::Command;
use kenspeckle_shared::limits::MESSAGE_BYTES;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::wire::{AckOutcome, CloseCode, ServerMessage};
use kenspeckle_tests::{Answer, Client, Server, Wire, command, place_in, visit};
use serde_json::json;
use uuid::Uuid;

use super::bad_messages::reason;
use super::everybody_goes_on;

#[tokio::test]
async fn r1_4_an_id_of_another_version_is_refused_with_bad_id() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    for id in [Uuid::nil(), Uuid::max(), Uuid::new_v4()] {
        phone.ask_as(id, place_in("govan"));
        assert_eq!(phone.answer(id).await, Answer::Refused(RefusalCode::BadId), "{id}");
    }
    everybody_goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn r4_1_what_a_command_fails_first_is_its_answer() {
    let server = Server::fresh().await;
    // Size before shape.
    let mut wire = Wire::hello(server.address, &server.display).await;
    wire.say_text("?".repeat(MESSAGE_BYTES + 1)).await;
    assert_eq!(wire.hear_close().await, reason(CloseCode::TooBig));
    // Shape before right.
    let mut wire = Wire::hello(server.address, &server.display).await;
    wire.ask(&json!({ "do": "place", "kind": "lived" })).await;
    assert_eq!(wire.hear_close().await, reason(CloseCode::BadMessage));
    // Right before rule.
    let phone = Client::join(server.address, &server.code).await;
    let nowhere = command(json!({ "do": "show_area", "area": "atlantis" }));
    assert_eq!(phone.do_it(nowhere).await, Answer::Refused(RefusalCode::WrongRole));
    // Pace before right.
    let mut wire = Wire::hello(server.address, phone.token()).await;
    let code = loop {
        wire.ask(&json!({ "do": "show_area" })).await;
        let code = wire.hear_until(|message| match message {
            ServerMessage::Refused { code, .. } => Some(*code),
            _ => None,
        });
        match code.await {
            RefusalCode::WrongRole => {}
            other => break other,
        }
    };
    assert_eq!(code, RefusalCode::TooFast);
}

#[tokio::test]
async fn r4_2_an_ack_says_what_came_of_it() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    let id = phone.ask(place_in("govan"));
    let Answer::Changed(rev) = phone.answer(id).await else { panic!("not put") };
    let log = server.data.log_at_work();
    assert_eq!(log.entries[rev as usize - 1].body.id, id, "the ack comes after the log");
}

#[tokio::test]
async fn r4_4_a_command_that_is_sent_again_does_nothing_twice() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    let id = phone.ask(place_in("govan"));
    let Answer::Changed(rev) = phone.answer(id).await else { panic!("not put") };
    let mut again = Wire::hello(server.address, phone.token()).await;
    // The same id, with another wish: what was done stays done.
    for area in ["govan", "red-road"] {
        let place = json!({ "do": "place", "kind": "lived", "place": { "area": area } });
        again.say_text(json!({ "t": "command", "id": id, "command": place }).to_string()).await;
        let (acked, outcome) = again.hear_until(ack).await;
        assert_eq!((acked, outcome), (rev, AckOutcome::Repeated {}));
    }
    everybody_goes_on(&server, &watcher).await;
    assert_eq!(watcher.board().stickers.len(), 2);
}

#[tokio::test]
async fn r4_4_an_id_that_somebody_else_used_is_a_new_one() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let first = Client::join(server.address, &server.code).await;
    let second = Client::join(server.address, &server.code).await;
    let id = first.ask(place_in("govan"));
    let Answer::Changed(rev) = first.answer(id).await else { panic!("not put") };
    second.ask_as(id, place_in("red-road"));
    let Answer::Changed(other) = second.answer(id).await else { panic!("not put") };
    assert_ne!(rev, other);
    // Each takes back their own by that name.
    let back = second.do_it(Command::TakeBack { sticker: id }).await;
    assert!(matches!(back, Answer::Changed(_)));
    everybody_goes_on(&server, &watcher).await;
    let board = watcher.board();
    assert!(board.stickers.contains_key(&rev) && !board.stickers.contains_key(&other));
}

#[tokio::test]
async fn r5_10_nobody_touches_what_is_somebody_elses() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let first = Client::join(server.address, &server.code).await;
    let second = Client::join(server.address, &server.code).await;
    let sticker = first.ask(place_in("govan"));
    let Answer::Changed(rev) = first.answer(sticker).await else { panic!("not put") };
    let change = json!({ "do": "change", "sticker": sticker, "kind": "lived", "note": "mine now" });
    for theirs in [command(change), Command::TakeBack { sticker }] {
        let answer = second.do_it(theirs).await;
        assert_eq!(answer, Answer::Refused(RefusalCode::UnknownSticker));
    }
    everybody_goes_on(&server, &watcher).await;
    assert_eq!(watcher.board().stickers[&rev].note, None);
}

#[tokio::test]
async fn r5_8_a_locked_and_an_ended_board_say_so_and_rule_5_9_lets_go() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    let sticker = phone.ask(place_in("govan"));
    phone.answer(sticker).await;
    facilitator.do_it(command(json!({ "do": "set_locked", "locked": true }))).await;
    let refused = phone.do_it(visit(-425_600, 5_586_300)).await;
    assert_eq!(refused, Answer::Refused(RefusalCode::PlacingLocked));
    facilitator.do_it(command(json!({ "do": "set_ended", "ended": true }))).await;
    let refused = phone.do_it(place_in("govan")).await;
    assert_eq!(refused, Answer::Refused(RefusalCode::SessionEnded));
    let back = phone.do_it(Command::TakeBack { sticker }).await;
    assert!(matches!(back, Answer::Changed(_)), "{back:?}");
    phone.until("nothing", |mind| mind.board().stickers.is_empty()).await;
    assert!(phone.board().ended && phone.board().locked);
}

fn ack(message: &ServerMessage) -> Option<(u64, AckOutcome)> {
    match message {
        ServerMessage::Ack { rev, outcome, .. } => Some((*rev, outcome.clone())),
        _ => None,
    }
}
