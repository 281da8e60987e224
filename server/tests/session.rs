//! Connections over real sockets: hello, frames, answers, ends.
#![allow(clippy::unwrap_used)]

mod edge;

use std::time::Duration;

use edge::{Screen, Server};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::limits::{COMMAND_BURST, MESSAGE_BYTES, TOO_FAST_STRIKES};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

fn closed(code: u16, reason: &str) -> (u16, String) {
    (code, reason.to_owned())
}

#[tokio::test]
async fn r3_1_who_does_not_say_hello_is_let_go() {
    let server = Server::with(|timings| timings.hello = Duration::from_millis(30)).await;
    let mut screen = Screen::silent(server.address).await;
    assert_eq!(screen.closed().await, closed(4408, "hello_timeout"));
}

#[tokio::test]
async fn r3_1_another_first_message_ends_the_connection() {
    let server = Server::start().await;
    let mut screen = Screen::silent(server.address).await;
    screen.say(&json!({ "t": "beat" })).await;
    assert_eq!(screen.closed().await, closed(4400, "bad_message"));
}

#[tokio::test]
async fn r3_2_another_protocol_version_is_told_so() {
    let server = Server::start().await;
    let token = server.token(Role::Participant).await;
    let hello = json!({ "t": "hello", "protocol": 2, "token": token, "rev": 0, "here": "room" });
    let mut screen = Screen::silent(server.address).await;
    screen.say(&hello).await;
    assert_eq!(screen.closed().await, closed(4409, "wrong_protocol"));
}

#[tokio::test]
async fn r3_3_a_token_that_opens_nothing_ends_the_connection() {
    let server = Server::start().await;
    for token in ["AAAAAAAAAAAAAAAAAAAAAA", "", server.join_code.as_str()] {
        let hello =
            json!({ "t": "hello", "protocol": 1, "token": token, "rev": 0, "here": "room" });
        let mut screen = Screen::silent(server.address).await;
        screen.say(&hello).await;
        assert_eq!(screen.closed().await, closed(4401, "unknown_token"));
    }
}

#[tokio::test]
async fn r1_1_bad_messages_end_one_connection_and_no_other() {
    let server = Server::start().await;
    let mut other = server.screen(Role::Participant).await;
    let bad = [
        Message::text("no JSON"),
        Message::text(r#"{"t":"shout"}"#),
        Message::text(r#"{"t":"beat","loud":true}"#),
        Message::binary(br#"{"t":"beat"}"#.to_vec()),
    ];
    for message in bad {
        let mut screen = server.screen(Role::Participant).await;
        screen.send(message).await;
        assert_eq!(screen.closed().await, closed(4400, "bad_message"));
    }
    let mut screen = server.screen(Role::Participant).await;
    screen
        .say(&json!({ "t": "hello", "protocol": 1, "token": "x", "rev": 0, "here": "room" }))
        .await;
    assert_eq!(screen.closed().await, closed(4400, "bad_message"));
    let id = other.place("govan", "still here").await;
    assert_eq!(other.hear("ack").await["id"], id);
}

#[tokio::test]
async fn r1_2_messages_that_are_too_long_end_the_connection() {
    let server = Server::start().await;
    // Past the second length the library gives up before the message has been read.
    for length in [MESSAGE_BYTES + 1, 10 * MESSAGE_BYTES, 200 * MESSAGE_BYTES] {
        let mut screen = server.screen(Role::Participant).await;
        screen.try_send(Message::text("x".repeat(length))).await;
        assert_eq!(screen.closed().await, closed(4413, "too_big"), "{length} bytes");
    }
}

#[tokio::test]
async fn r3_4_the_welcome_says_what_a_screen_needs() {
    let server = Server::start().await;
    let participant = server.screen(Role::Participant).await.welcome;
    assert_eq!(participant["role"], "participant");
    assert_eq!(participant["rev"], 1, "the definition is the first entry");
    assert_eq!(participant["definition"], server.app.default_definition());
    assert_eq!(participant["join_code"], server.join_code);
    let join_url = format!("http://{}/#{}", server.address, server.join_code);
    assert_eq!(participant["join_url"], join_url);
    assert_eq!(participant["card"], json!({ "name": null, "stickers": [], "answers": [] }));
    assert_eq!(participant["presence"]["room"], 1);
    let display = server.screen(Role::Display).await.welcome;
    assert_eq!((&display["role"], display.get("card")), (&json!("display"), None));
}

#[tokio::test]
async fn r4_2_what_is_acked_is_on_all_screens_frame_and_own_first() {
    let server = Server::start().await;
    let mut display = server.screen(Role::Display).await;
    let mut phone = server.screen(Role::Participant).await;
    for screen in [&mut display, &mut phone] {
        let epoch = screen.welcome["epoch"].clone();
        screen.say(&json!({ "t": "resume", "epoch": epoch, "rev": 1 })).await;
    }
    let id = phone.place("govan", "Aye").await;
    let heard = [phone.next().await, phone.next().await, phone.next().await];
    let mut order: Vec<_> = heard.iter().map(|one| one["t"].as_str().unwrap()).collect();
    assert_eq!(order.pop(), Some("ack"), "{heard:?}");
    assert_eq!(heard[2], json!({ "t": "ack", "id": id, "rev": 2, "outcome": { "is": "changed" } }));
    let frame = display.hear("frame").await;
    assert_eq!((&frame["from"], &frame["rev"]), (&json!(1), &json!(2)));
    assert_eq!(frame["changes"][0]["note"], "Aye");
}

#[tokio::test]
async fn r4_3_what_a_role_may_not_do_is_refused_and_the_connection_goes_on() {
    let server = Server::start().await;
    for role in [Role::Display, Role::Facilitator] {
        let mut screen = server.screen(role).await;
        let id = screen.place("govan", "").await;
        let refused = screen.hear("refused").await;
        assert_eq!((&refused["id"], &refused["code"]), (&json!(id), &json!("wrong_role")));
        assert_eq!(refused.get("retry_ms"), None);
    }
    let mut phone = server.screen(Role::Participant).await;
    let command = json!({ "do": "set_locked", "locked": true });
    phone.command(command).await;
    assert_eq!(phone.hear("refused").await["code"], "wrong_role");
}

#[tokio::test]
async fn r4_1_commands_are_answered_in_the_order_in_which_they_came() {
    let server = Server::start().await;
    let mut phone = server.screen(Role::Participant).await;
    let mut asked = Vec::new();
    for number in 0..COMMAND_BURST {
        asked.push(phone.place("govan", &number.to_string()).await);
    }
    let mut rev = 1;
    for id in asked {
        let ack = phone.hear("ack").await;
        assert_eq!(ack["id"], id);
        assert!(ack["rev"].as_u64().unwrap() > rev, "{ack}");
        rev = ack["rev"].as_u64().unwrap();
    }
}

#[tokio::test]
async fn r4_3_who_is_too_fast_is_told_when_to_send_again_and_in_the_end_let_go() {
    let server = Server::start().await;
    let mut phone = server.screen(Role::Participant).await;
    let token = server.token(Role::Participant).await;
    for _ in 0..5 * COMMAND_BURST {
        phone.place("govan", "").await;
    }
    let refused = phone.hear("refused").await;
    assert_eq!(refused["code"], "too_fast");
    assert!(refused["retry_ms"].as_u64().unwrap() > 0);
    // One gets through now and then, and strikes are counted in a row: far more than needed.
    for _ in 0..20 * TOO_FAST_STRIKES {
        let (id, command) = (uuid::Uuid::now_v7(), json!({ "do": "set_name" }));
        let message = json!({ "t": "command", "id": id, "command": command });
        if !phone.try_send(Message::text(message.to_string())).await {
            break;
        }
    }
    assert_eq!(phone.closed().await, closed(4429, "too_fast"));
    let mut other = Screen::welcomed(server.address, &token).await;
    other.place("govan", "").await;
    other.hear("ack").await;
}

#[tokio::test]
async fn r3_5_a_screen_that_was_away_gets_exactly_the_frames_it_missed() {
    let server = Server::start().await;
    let mut phone = server.screen(Role::Participant).await;
    for note in ["one", "two", "three"] {
        phone.place("govan", note).await;
        phone.hear("ack").await;
    }
    let epoch = phone.welcome["epoch"].clone();
    let token = server.token(Role::Display).await;
    let hello =
        |epoch: &_, rev: u64| json!({ "token": token, "epoch": epoch, "rev": rev, "here": "room" });
    let mut display = Screen::with(server.address, hello(&epoch, 2)).await;
    assert_eq!(display.welcome["resume"], "frames");
    for (from, note) in [(2, "two"), (3, "three")] {
        let frame = display.next().await;
        assert_eq!((&frame["from"], &frame["changes"][0]["note"]), (&json!(from), &json!(note)));
    }
    for (epoch, rev) in [(&epoch, 5), (&json!("00000000"), 4), (&epoch, 0)] {
        let display = Screen::with(server.address, hello(epoch, rev)).await;
        assert_eq!(display.welcome["resume"], "snapshot", "{epoch} {rev}");
    }
}

#[tokio::test]
async fn r3_6_a_resume_from_nowhere_gets_resync_and_a_good_one_frames() {
    let server = Server::start().await;
    let mut display = server.screen(Role::Display).await;
    let mut phone = server.screen(Role::Participant).await;
    let epoch = display.welcome["epoch"].clone();
    for (epoch, rev) in [(&epoch, 99), (&json!("00000000"), 1)] {
        display.say(&json!({ "t": "resume", "epoch": epoch, "rev": rev })).await;
        display.hear("resync").await;
    }
    phone.place("govan", "").await;
    phone.hear("ack").await;
    display.say(&json!({ "t": "resume", "epoch": epoch, "rev": 1 })).await;
    assert_eq!(display.hear("frame").await["rev"], 2);
}

#[tokio::test]
async fn r6_5_the_other_device_of_a_person_hears_what_became_of_their_things() {
    let server = Server::start().await;
    let (token, actor) = server.invite(Role::Participant).await;
    let board = server.app.default_board();
    let second = server.app.registry().issue_token(board, actor).await.unwrap().reveal();
    let mut phone = Screen::welcomed(server.address, &token).await;
    let mut tablet = Screen::welcomed(server.address, &second).await;
    let mut stranger = server.screen(Role::Participant).await;
    let id = phone.place("govan", "mine").await;
    let own = tablet.hear("own").await;
    assert_eq!(own["changes"][0]["id"], id);
    stranger.place("govan", "theirs").await;
    let next = stranger.hear("own").await;
    assert_eq!(next["changes"][0]["note"], "theirs", "nothing of anybody else came before");
}

#[tokio::test]
async fn r6_6_presence_counts_people_and_is_told_to_all() {
    let server = Server::with(|timings| timings.presence = Duration::from_millis(20)).await;
    let mut display = server.screen(Role::Display).await;
    let (token, actor) = server.invite(Role::Participant).await;
    let board = server.app.default_board();
    let second = server.app.registry().issue_token(board, actor).await.unwrap().reveal();
    let _phone = Screen::welcomed(server.address, &token).await;
    let tablet = Screen::welcomed(server.address, &second).await;
    assert_eq!(display.hear("presence").await["room"], 1);
    drop(tablet);
    let token = server.token(Role::Participant).await;
    let hello = json!({ "token": token, "rev": 0, "here": "remote" });
    let remote = Screen::with(server.address, hello).await;
    let presence = |room, remote| json!({ "t": "presence", "room": room, "remote": remote, "displays": 1, "facilitators": 0 });
    while display.hear("presence").await != presence(1, 1) {}
    drop(remote);
    while display.hear("presence").await != presence(1, 0) {}
}

#[tokio::test]
async fn r7_1_both_ends_beat_and_who_is_silent_is_let_go() {
    let server = Server::with(|timings| {
        timings.beat = Duration::from_millis(25);
        // Long enough for a machine that has much else to do.
        timings.silence = Duration::from_millis(1500);
    })
    .await;
    let mut phone = server.screen(Role::Participant).await;
    // Longer than the silence that is allowed.
    for _ in 0..70 {
        phone.hear("beat").await;
        phone.say(&json!({ "t": "beat" })).await;
    }
    assert_eq!(phone.closed().await, closed(4410, "silent"));
}

#[tokio::test]
async fn r7_2_a_beat_carries_the_rev_and_the_digest_of_the_snapshot() {
    let server = Server::with(|timings| timings.beat = Duration::from_millis(20)).await;
    let mut display = server.screen(Role::Display).await;
    let mut phone = server.screen(Role::Participant).await;
    phone.place("govan", "").await;
    phone.hear("ack").await;
    let beat = loop {
        let beat = display.hear("beat").await;
        if beat["rev"] == 2 {
            break beat;
        }
    };
    let bearer = format!("Bearer {}", server.join_code);
    let headers = [("Authorization", bearer.as_str())];
    let snapshot = edge::http::get(server.address, "/api/snapshot", &headers).await.json();
    assert_eq!((&snapshot["rev"], &snapshot["digest"]), (&json!(2), &beat["digest"]));
}

#[tokio::test]
async fn r7_4_a_screen_that_takes_no_bytes_is_cut() {
    let server = Server::with(|timings| {
        timings.send = Duration::from_millis(100);
        timings.flush = Duration::ZERO;
    })
    .await;
    let mut phone = server.screen(Role::Participant).await;
    for _ in 0..COMMAND_BURST {
        phone.place("govan", &"x".repeat(280)).await;
        phone.hear("ack").await;
    }
    let mut display = server.screen(Role::Display).await;
    let resume = json!({ "t": "resume", "epoch": display.welcome["epoch"], "rev": 1 });
    // Each asks for all frames again; nobody reads them, until the line is full both ways.
    let asked = async { while display.try_send(Message::text(resume.to_string())).await {} };
    let cut = async {
        while server.app.connections().len() > 1 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = asked => {},
        () = cut => {},
    }
    display.gone().await;
    phone.place("govan", "").await;
    phone.hear("ack").await;
}

#[tokio::test]
async fn r7_5_a_stopping_server_says_that_it_goes_away() {
    let server = Server::start().await;
    let mut phone = server.screen(Role::Participant).await;
    let mut stranger = Screen::silent(server.address).await;
    server.stop().await;
    // Each at a moment of its own (R7.7).
    let mut said = [phone.closed().await, stranger.closed().await];
    said.sort_unstable();
    assert_eq!(said, [closed(1001, "going_away 1000"), closed(1001, "going_away 1002")]);
}

#[tokio::test]
async fn r7_6_writes_to_one_screen_keep_their_distance() {
    let server = Server::with(|timings| timings.flush = Duration::from_secs(3_600)).await;
    let mut phone = server.screen(Role::Participant).await;
    let mut head = server.app.rooms().open(server.app.default_board()).await.unwrap().head();
    phone.place("govan", "").await;
    head.wait_for(|rev| *rev == 2).await.unwrap();
    server.stop().await;
    // The welcome was a write; the next one would have been due an hour later.
    assert_eq!(phone.last_words().await, closed(1001, "going_away 1000"));
}

#[tokio::test]
async fn a_fault_of_ours_is_a_number_to_people_and_ends_one_connection() {
    let server = Server::start().await;
    let board = server.app.registry().create("not-known-here").await.unwrap().id;
    let token = server.app.registry().invite(&board, Role::Display).await.unwrap().0.reveal();
    let hello = json!({ "t": "hello", "protocol": 1, "token": token, "rev": 0, "here": "room" });
    let mut screen = Screen::silent(server.address).await;
    screen.say(&hello).await;
    let (code, reason) = screen.closed().await;
    assert_eq!((code, reason.split(' ').next()), (4500, Some("fault")));
    assert_eq!(reason.len(), "fault 01234567".len());
}

#[tokio::test]
async fn a_goodbye_is_answered() {
    let server = Server::start().await;
    let mut screen = server.screen(Role::Participant).await;
    screen.send(Message::Close(None)).await;
    screen.parted().await;
}
