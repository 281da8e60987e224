//! The same to the built program, over real sockets: before the hello, after it, and as bodies.

#![allow(clippy::unwrap_used)]

use kenspeckle_fuzz::{Mutator, body_seeds, message_seeds};
use kenspeckle_shared::limits::BODY_BYTES;
use kenspeckle_tests::{Answer, Chance, Client, Heard, Server, Wire, place_in};

/// Messages before the hello, and as many after it.
const MESSAGES: usize = 1_500;
const BODIES: usize = 1_000;

#[tokio::test]
async fn messages_before_and_after_the_hello_harm_nobody() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let mut mutator = Mutator::new(message_seeds(), Chance::announced());
    for nth in 0..2 * MESSAGES {
        let mut wire = match nth % 2 {
            0 => Wire::open(server.address).await,
            // Somebody new each time: one of the messages asks to be erased.
            _ => {
                let token = server.http().join(&server.code).await.token;
                Wire::hello(server.address, &token).await
            }
        };
        let bytes = mutator.another();
        match String::from_utf8(bytes) {
            Ok(text) => wire.say_text(text).await,
            Err(bytes) => wire.say_bytes(bytes.into_bytes()).await,
        }
        // Whatever became of it, this ends the connection.
        wire.say_text("goodbye".to_owned()).await;
        while let Heard::Message(..) = wire.hear().await {}
    }
    goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn bodies_harm_nobody() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let http = server.http();
    let mut mutator = Mutator::new(body_seeds(), Chance::announced());
    let paths = ["/api/join", "/api/return", "/api/boards", "/api/words", "/api/links"];
    for nth in 0..BODIES {
        let mut body = mutator.another();
        body.truncate(BODY_BYTES);
        let reply =
            http.post_bytes(paths[nth % paths.len()], Some(&server.facilitator), body).await;
        assert!(reply.status.as_u16() < 500, "{}: {}", reply.status, reply.text());
    }
    goes_on(&server, &watcher).await;
}

/// Somebody new puts a sticker, somebody else sees it, and the program has met no fault.
async fn goes_on(server: &Server, watcher: &Client) {
    let newcomer = Client::join(server.address, &server.code).await;
    let Answer::Changed(rev) = newcomer.do_it(place_in("govan")).await else {
        panic!("the newcomer's sticker was not put")
    };
    watcher.until("the newcomer's sticker", |mind| mind.board().stickers.contains_key(&rev)).await;
    for fault in ["met a fault", "met a bug"] {
        assert!(!server.said().contains(fault), "{}", server.said());
    }
}
