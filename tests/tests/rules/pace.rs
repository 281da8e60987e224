//! Too many at once (rule 4.7).

use kenspeckle_shared::limits::COMMAND_BURST;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::wire::{CloseCode, ServerMessage};
use kenspeckle_tests::{Answer, Client, Server, Wire, place_in};
use serde_json::json;

use super::bad_messages::reason;
use super::everybody_goes_on;

#[tokio::test]
async fn r4_7_a_patient_page_gets_everything_through() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    // More than come back while they are sent, also on a machine that is busy.
    let more = 20;
    let ids: Vec<_> = (0..COMMAND_BURST + more).map(|_| phone.ask(place_in("govan"))).collect();
    everybody_goes_on(&server, &watcher).await;
    phone.until_answered().await;
    for id in ids {
        assert!(matches!(phone.answer(id).await, Answer::Changed(_)));
    }
    assert!(phone.look(|mind| mind.refused_for_now) > 0, "some were too fast at first");
}

#[tokio::test]
async fn r4_7_too_fast_says_how_long_to_wait() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let token = server.http().join(&server.code).await.token;
    let mut wire = Wire::hello(server.address, &token).await;
    for _ in 0..2 * COMMAND_BURST {
        wire.ask(&json!({ "do": "set_name", "name": "Jean" })).await;
    }
    let (code, retry_ms) = wire.hear_until(refusal).await;
    assert_eq!(code, RefusalCode::TooFast);
    assert!(matches!(retry_ms, Some(1..=10_000)), "{retry_ms:?}");
    everybody_goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn r4_7_whoever_never_waits_is_cut() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let token = server.http().join(&server.code).await.token;
    let mut wire = Wire::hello(server.address, &token).await;
    for _ in 0..2_000 {
        wire.ask(&json!({ "do": "set_name", "name": "Jean" })).await;
    }
    assert_eq!(wire.hear_close().await, reason(CloseCode::TooFast));
    everybody_goes_on(&server, &watcher).await;
}

fn refusal(message: &ServerMessage) -> Option<(RefusalCode, Option<u64>)> {
    match message {
        ServerMessage::Refused { code, retry_ms, .. } => Some((*code, *retry_ms)),
        _ => None,
    }
}
