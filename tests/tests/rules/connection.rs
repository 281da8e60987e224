//! Staying connected, and parting (section 7).

use futures_util::future::join_all;
use kenspeckle_shared::limits::{COMMAND_BURST, NOTE_CHARS};
use kenspeckle_shared::wire::{ClientMessage, CloseCode};
use kenspeckle_tests::{Answer, Client, Server, Wire, place_in, place_in_with_note};
use serde_json::json;

#[tokio::test]
async fn r7_2_a_beat_carries_the_digest_of_what_the_reader_sees() {
    let server = Server::fresh().await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    let display = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    for area in ["govan", "red-road"] {
        phone.do_it(place_in(area)).await;
    }
    let first = phone.look(|mind| mind.card.stickers.first().map(|one| one.seq)).unwrap();
    let hide = serde_json::json!({ "do": "set_hidden", "seq": first, "hidden": true });
    let hidden = facilitator.do_it(kenspeckle_tests::command(hide)).await;
    let Answer::Changed(last) = hidden else { panic!("not hidden") };
    let screens = [&facilitator, &display, &phone];
    join_all(screens.map(|screen| async move {
        screen
            .until("a beat at the last rev", |mind| {
                mind.rev() >= last && mind.beats.last().is_some_and(|(rev, _)| *rev == mind.rev())
            })
            .await;
        assert_eq!(screen.look(|mind| mind.beats.last().unwrap().1), screen.board().digest());
    }))
    .await;
    assert_ne!(facilitator.board().digest(), display.board().digest());
}

#[tokio::test]
async fn r7_4_a_screen_that_takes_no_bytes_is_cut_and_nobody_waits_for_it() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.facilitator).await;
    let mut stuck = follow_without_reading(&server).await;
    watcher.until("the display", |mind| mind.presence.displays == 1).await;
    // Frames until the buffers between are full, and then until it is cut. It still says beats, so
    // that it is its not reading that it is cut for.
    let note = "\u{1f3e0}".repeat(NOTE_CHARS);
    while watcher.look(|mind| mind.presence.displays) == 1 {
        let phone = Client::join(server.address, &server.code).await;
        for _ in 0..COMMAND_BURST {
            phone.ask(place_in_with_note("govan", &note));
        }
        phone.until_answered().await;
        stuck.say(&ClientMessage::Beat {}).await;
    }
}

/// A display that says all that a page says, and then does not read.
async fn follow_without_reading(server: &Server) -> Wire {
    let mut wire = Wire::open_narrow(server.address).await;
    let snapshot = server.http().snapshot(&server.display).await;
    let hello = json!({
        "t": "hello", "protocol": 1, "token": server.display, "here": "room",
        "epoch": snapshot.epoch, "rev": snapshot.rev
    });
    wire.say_text(hello.to_string()).await;
    wire
}

#[tokio::test]
async fn r7_5_a_server_that_is_asked_to_stop_says_so_and_stops() {
    let mut server = Server::fresh().await;
    let display = Client::open(server.address, &server.display).await;
    let mut phone = Client::join(server.address, &server.code).await;
    let asked: Vec<_> = (0..20).map(|_| phone.ask(place_in("govan"))).collect();
    server.ask_to_stop();
    for screen in [&display, &phone] {
        assert_eq!(screen.until_ended().await.0, CloseCode::GoingAway.number());
    }
    assert!(server.until_stopped().await.success());

    let server = Server::start(server.data.clone()).await;
    phone.connect(server.address).await;
    phone.until_answered().await;
    let card = phone.look(|mind| mind.card.stickers.iter().map(|one| one.id).collect::<Vec<_>>());
    assert_eq!(card, asked, "what it could not take any more, it took when it came back");
}
