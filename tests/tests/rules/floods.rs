//! Harm in bulk, and those who go on beside it.

use kenspeckle_shared::limits::{ASIDE_BURST, HEAD_BYTES, VISIT_BURST};
use kenspeckle_shared::wire::{ClientMessage, CloseCode, Here, PROTOCOL};
use kenspeckle_tests::flood::{ATTACKS, Flood};
use kenspeckle_tests::raw::ask;
use kenspeckle_tests::{Answer, Client, Heard, Server, Wire, place_in};

use super::bad_messages::reason;
use super::everybody_goes_on;

/// So many do harm at once: enough to be felt, and the test shares the machine with them.
const STRANGERS: usize = 40;

#[tokio::test]
async fn r3_7_everybody_goes_on_beside_each_attack() {
    for (attack, name) in ATTACKS {
        let server = Server::fresh().await;
        let token = server.http().join(&server.code).await.token;
        let watcher = Client::open(server.address, &server.display).await;
        let flood = Flood::begin(attack, server.address, &token, STRANGERS);
        for _ in 0..5 {
            everybody_goes_on(&server, &watcher).await;
        }
        drop(flood);
        everybody_goes_on(&server, &watcher).await;
        assert!(!server.said().contains("panic"), "{name}");
    }
}

#[tokio::test]
async fn r3_7_a_head_that_is_too_long_is_refused() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let host = server.address;
    let long = "a".repeat(HEAD_BYTES);
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\n\r\n");
    assert_eq!(ask(host, request.as_bytes()).await.status, 431);
    everybody_goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn r3_9_whoever_comes_again_and_again_is_sent_away_and_others_are_not() {
    let server = Server::fresh().await;
    let token = server.http().join(&server.code).await.token;
    let visit = async |token: &str| {
        let (token, here) = (token.to_owned(), Here::Room);
        let hello = ClientMessage::Hello { protocol: PROTOCOL, token, epoch: None, rev: 0, here };
        let mut wire = Wire::open(server.address).await;
        wire.say(&hello).await;
        match wire.hear().await {
            Heard::Closed(code, reason) => Some((code, reason)),
            _ => None,
        }
    };
    let mut visits = 0;
    let end = loop {
        if let Some(end) = visit(&token).await {
            break end;
        }
        visits += 1;
    };
    assert_eq!(end, reason(CloseCode::TooFast));
    assert!(visits >= VISIT_BURST, "{visits}");
    let neighbour = Client::join(server.address, &server.code).await;
    assert!(matches!(neighbour.do_it(place_in("govan")).await, Answer::Changed(_)));
    // A display's link is shared by many screens.
    for _ in 0..2 * VISIT_BURST {
        assert_eq!(visit(&server.display).await, None);
    }
}

#[tokio::test]
async fn r1_9_whoever_floods_with_anything_but_commands_is_cut() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let token = server.http().join(&server.code).await.token;
    let mut wire = Wire::hello(server.address, &token).await;
    for _ in 0..3 * ASIDE_BURST {
        wire.say(&ClientMessage::Beat {}).await;
    }
    assert_eq!(wire.hear_close().await, reason(CloseCode::TooFast));
    everybody_goes_on(&server, &watcher).await;
}
