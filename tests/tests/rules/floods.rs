//! Harm in bulk, and those who go on beside it.

use kenspeckle_shared::limits::{ASIDE_BURST, HEAD_BYTES};
use kenspeckle_shared::wire::{ClientMessage, CloseCode};
use kenspeckle_tests::flood::{ATTACKS, Flood};
use kenspeckle_tests::raw::ask;
use kenspeckle_tests::{Client, Server, Wire};

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
