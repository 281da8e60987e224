//! The first message, and what it is answered with (section 3).

use kenspeckle_shared::command::Role;
use kenspeckle_shared::wire::{CloseCode, Resume, ServerMessage};
use kenspeckle_tests::{Client, Server, Wire, command, place_in};
use serde_json::{Value, json};

use super::bad_messages::reason;
use super::everybody_goes_on;

fn hello(token: &str) -> Value {
    json!({ "t": "hello", "protocol": 1, "token": token, "rev": 0, "here": "room" })
}

#[tokio::test]
async fn r3_1_silence_ends_with_hello_timeout() {
    let server = Server::fresh().await;
    let mut wire = Wire::open(server.address).await;
    assert_eq!(wire.hear_close().await, reason(CloseCode::HelloTimeout));
}

#[tokio::test]
async fn r3_1_another_first_message_is_a_bad_message() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    for first in [json!({ "t": "beat" }), json!({ "t": "resume", "epoch": "a", "rev": 1 })] {
        let mut wire = Wire::open(server.address).await;
        wire.say_text(first.to_string()).await;
        assert_eq!(wire.hear_close().await, reason(CloseCode::BadMessage), "{first}");
        everybody_goes_on(&server, &watcher).await;
    }
}

#[tokio::test]
async fn r3_2_another_version_ends_with_wrong_protocol() {
    let server = Server::fresh().await;
    for version in [0, 2, u16::MAX] {
        let mut said = hello(&server.display);
        said["protocol"] = version.into();
        let mut wire = Wire::open(server.address).await;
        wire.say_text(said.to_string()).await;
        assert_eq!(wire.hear_close().await, reason(CloseCode::WrongProtocol), "{version}");
    }
}

#[tokio::test]
async fn r3_3_a_token_that_opens_nothing_ends_with_unknown_token() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let long = "A".repeat(4_000);
    let code = server.code.clone();
    for token in ["", "AAAAAAAAAAAAAAAAAAAAAA", "not a token", "ä\u{0}", &long, &code] {
        let mut wire = Wire::open(server.address).await;
        wire.say_text(hello(token).to_string()).await;
        assert_eq!(wire.hear_close().await, reason(CloseCode::UnknownToken), "{token}");
        everybody_goes_on(&server, &watcher).await;
    }
}

#[tokio::test]
async fn r3_4_welcome_says_what_a_page_needs() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    let mut words = Vec::new();
    for token in [&server.display, &server.facilitator, phone.token()] {
        let mut wire = Wire::open(server.address).await;
        wire.say_text(hello(token).to_string()).await;
        words.push(wire.hear_until(|message| Some(message.clone())).await);
    }
    let snapshot = server.http().snapshot(&server.code).await;
    let roles = [Role::Display, Role::Facilitator, Role::Participant];
    for (message, expected) in words.into_iter().zip(roles) {
        let ServerMessage::Welcome {
            board,
            role,
            epoch,
            definition,
            join_code,
            join_url,
            card,
            presence,
            ..
        } = message
        else {
            panic!("{message:?}")
        };
        assert_eq!((role, board), (expected, snapshot.board.clone()));
        assert_eq!((epoch, definition), (snapshot.epoch.clone(), snapshot.definition.clone()));
        assert!(join_url.ends_with(&format!("/#{join_code}")), "{join_url}");
        assert_eq!(join_code, server.code);
        assert_eq!(card.is_some(), role == Role::Participant);
        assert!(presence.room >= 1, "the phone is here: {presence:?}");
    }
}

#[tokio::test]
async fn r3_4_the_whole_card_comes_with_welcome() {
    let server = Server::fresh().await;
    let mut phone = Client::join(server.address, &server.code).await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    facilitator.do_it(kenspeckle_tests::open("say", true)).await;
    phone.do_it(place_in("govan")).await;
    phone.do_it(kenspeckle_tests::answer_line(300)).await;
    phone.do_it(command(json!({ "do": "set_name", "name": "Jean" }))).await;
    phone.until("its name", |mind| mind.card.name.is_some()).await;
    let before = phone.look(|mind| mind.card.clone());
    assert_eq!((before.stickers.len(), before.answers.len()), (1, 1));
    phone.connect(server.address).await;
    assert_eq!(phone.look(|mind| mind.card.clone()), before);
}

#[tokio::test]
async fn r3_5_a_short_absence_is_made_up_by_frames() {
    let server = Server::fresh().await;
    let mut away = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    away.lose_network();
    for area in ["govan", "red-road", "govan"] {
        phone.do_it(place_in(area)).await;
    }
    let fetched = away.look(|mind| mind.snapshots);
    away.connect(server.address).await;
    away.until_rev(phone.look(|mind| mind.rev())).await;
    assert_eq!(away.look(|mind| mind.resume), Some(Resume::Frames));
    assert_eq!(away.look(|mind| mind.snapshots), fetched, "no snapshot was needed");
    assert_eq!(away.board(), phone.board());
}

#[tokio::test]
async fn r3_5_another_life_or_a_rev_of_the_future_is_made_up_by_a_snapshot() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    phone.do_it(place_in("govan")).await;
    let epoch = server.http().snapshot(&server.code).await.epoch;
    for (epoch, rev) in [("another", 1), (epoch.as_str(), 1_000_000), (&epoch, u64::MAX)] {
        let mut said = hello(&server.display);
        said["epoch"] = epoch.into();
        said["rev"] = rev.into();
        let mut wire = Wire::open(server.address).await;
        wire.say_text(said.to_string()).await;
        let resume = wire.hear_until(|message| match message {
            ServerMessage::Welcome { resume, .. } => Some(*resume),
            _ => None,
        });
        assert_eq!(resume.await, Resume::Snapshot, "{epoch} {rev}");
    }
}

#[tokio::test]
async fn r3_5_after_a_resume_to_nowhere_comes_resync() {
    let server = Server::fresh().await;
    let mut wire = Wire::hello(server.address, &server.display).await;
    wire.say_text(json!({ "t": "resume", "epoch": "another", "rev": 1 }).to_string()).await;
    wire.hear_until(|message| matches!(message, ServerMessage::Resync {}).then_some(())).await;
}
