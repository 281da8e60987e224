//! The same to the built program, over real sockets: before the hello, after it, and as bodies; and
//! what is no message yet: bytes where a head should be, and where frames should be.

#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use kenspeckle_fuzz::{HeadMaker, Mutator, body_seeds, message_seeds};
use kenspeckle_shared::limits::BODY_BYTES;
use kenspeckle_tests::{Answer, Chance, Client, Heard, Server, Wire, place_in, within_patience};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Messages before the hello, and as many after it.
const MESSAGES: usize = 1_500;
const BODIES: usize = 1_000;
/// Heads, and as many times frames.
const RAW: usize = 1_000;

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

#[tokio::test]
async fn bytes_where_a_head_should_be_harm_nobody() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let mut chance = Chance::announced();
    let keys = [&server.code, &server.display, &server.facilitator].map(Clone::clone);
    let (mut heads, mut noise) = (HeadMaker::new(&keys, chance.fork()), chance.fork());
    let mut mutator = Mutator::new(message_seeds(), chance.fork());
    for nth in 0..RAW {
        let mut bytes = match nth % 3 {
            0 => mutator.another(),
            _ => heads.another(),
        };
        for _ in 0..noise.below(4) * (nth % 2) {
            let at = noise.below(bytes.len() + 1);
            bytes.insert(at, noise.any() as u8);
        }
        if noise.one_in(8) {
            bytes.extend(heads.another());
        }
        let stream = within_patience("to connect", TcpStream::connect(server.address));
        let heard = exchange(&mut stream.await.unwrap(), &bytes).await;
        let heard = String::from_utf8_lossy(&heard);
        assert!(!heard.starts_with("HTTP/1.1 5"), "{heard}");
    }
    goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn bytes_where_frames_should_be_harm_nobody() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let mut chance = Chance::announced();
    let mut mutator = Mutator::new(message_seeds(), chance.fork());
    for nth in 0..RAW {
        let mut wire = match nth % 2 {
            0 => Wire::open(server.address).await,
            _ => welcomed(server.address, &server.code).await,
        };
        let mut bytes = Vec::new();
        for _ in 0..=chance.below(4) {
            bytes.extend(frame(&mutator.another(), &mut chance));
        }
        exchange(wire.stream().get_mut(), &bytes).await;
    }
    goes_on(&server, &watcher).await;
}

async fn welcomed(address: SocketAddr, code: &str) -> Wire {
    let token = kenspeckle_tests::Http(address).join(code).await.token;
    Wire::hello(address, &token).await
}

/// A frame of the WebSocket layer (RFC 6455, 5.2) that is right, or wrong in one thing or another.
fn frame(payload: &[u8], chance: &mut Chance) -> Vec<u8> {
    // Mostly whole texts; else of any kind, in parts, with reserved bits.
    let first = if chance.one_in(2) { 0x81 } else { chance.any() as u8 };
    let length =
        if chance.one_in(4) { chance.any() >> chance.below(64) } else { payload.len() as u64 };
    let masked = if chance.one_in(8) { 0 } else { 0x80 };
    let mut frame = vec![first];
    match chance.below(8) {
        0 => frame.push(chance.any() as u8),
        1 => frame.extend([&[masked | 127][..], &length.to_be_bytes()].concat()),
        _ if length < 126 => frame.push(masked | length as u8),
        _ => frame.extend([&[masked | 126][..], &(length as u16).to_be_bytes()].concat()),
    }
    let mask = (chance.any() as u32).to_be_bytes();
    frame.extend(mask);
    frame.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

/// Sends bytes, says that there are no more, and gives what comes until the other end goes.
async fn exchange(stream: &mut TcpStream, bytes: &[u8]) -> Vec<u8> {
    let mut heard = Vec::new();
    // A server that has seen enough need not read on, and may be gone.
    let talk = async {
        let _ = stream.write_all(bytes).await;
        let _ = stream.shutdown().await;
        let _ = stream.read_to_end(&mut heard).await;
    };
    within_patience("the other end to go", talk).await;
    heard
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
