//! What is not of the protocol ends its own connection and nothing else (section 1).

use futures_util::SinkExt;
use kenspeckle_shared::limits::MESSAGE_BYTES;
use kenspeckle_shared::wire::CloseCode;
use kenspeckle_tests::{Client, Heard, Server, Wire, examples};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::{
    Frame,
    coding::{Data, OpCode},
};

use super::everybody_goes_on;

const ID: &str = "01920000-0000-7000-8000-000000000001";

/// Broken in every way that text can be.
fn broken_texts() -> Vec<(String, String)> {
    let of_page = examples("bad-client").into_iter();
    let mut broken: Vec<_> = of_page.map(|one| (one.title, one.value.to_string())).collect();
    let name = |name: &str| {
        format!(r#"{{"t":"command","id":"{ID}","command":{{"do":"set_name","name":{name}}}}}"#)
    };
    let more = [
        ("nothing", String::new()),
        ("not JSON", "hello".to_owned()),
        ("half of JSON", r#"{"t":"beat""#.to_owned()),
        ("more than JSON", r#"{"t":"beat"}{"t":"beat"}"#.to_owned()),
        ("a list", "[]".to_owned()),
        ("a word", r#""beat""#.to_owned()),
        ("a number", "1".to_owned()),
        ("null", "null".to_owned()),
        ("lists in lists", "[".repeat(MESSAGE_BYTES)),
        ("objects in objects", r#"{"t":"#.repeat(1_500)),
        ("depth in a field", name(&format!("{}{}", "[".repeat(3_000), "]".repeat(3_000)))),
        ("half a surrogate pair", name(r#""\ud800""#)),
        ("surrogates the wrong way round", name(r#""\udc00\ud800""#)),
        ("a raw control character", name("\"a\u{0}b\"")),
        ("a number beyond every float", r#"{"t":"resume","epoch":"a","rev":1e999}"#.to_owned()),
        ("a number beyond every rev", format!(r#"{{"t":"resume","epoch":"a","rev":{}}}"#, "9".repeat(400))),
        ("a negative rev", r#"{"t":"resume","epoch":"a","rev":-1}"#.to_owned()),
        ("half a rev", r#"{"t":"resume","epoch":"a","rev":1.5}"#.to_owned()),
        ("the same field twice", r#"{"t":"resume","epoch":"a","rev":1,"rev":1}"#.to_owned()),
        ("a type in capitals", r#"{"t":"BEAT"}"#.to_owned()),
        ("what only a server says", r#"{"t":"resync"}"#.to_owned()),
        ("an id that is none", r#"{"t":"command","id":"1","command":{"do":"take_back_answer","finder":"say"}}"#.to_owned()),
        ("a command of its own making", format!(r#"{{"t":"command","id":"{ID}","command":{{"do":"define"}}}}"#)),
        ("a command without its fields", format!(r#"{{"t":"command","id":"{ID}","command":{{"do":"place"}}}}"#)),
        ("a place beyond whole numbers", format!(r#"{{"t":"command","id":"{ID}","command":{{"do":"place","kind":"visited","place":{{"point":[99999999999,0]}}}}}}"#)),
        ("a place of three numbers", format!(r#"{{"t":"command","id":"{ID}","command":{{"do":"place","kind":"visited","place":{{"point":[0,0,0]}}}}}}"#)),
        ("a second hello", json!({ "t": "hello", "protocol": 1, "token": "AAAAAAAAAAAAAAAAAAAAAA", "rev": 0, "here": "room" }).to_string()),
    ];
    broken.extend(more.map(|(title, text)| (title.to_owned(), text)));
    broken
}

#[tokio::test]
async fn r1_1_what_is_no_message_ends_its_connection_and_nothing_else() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    for (title, text) in broken_texts() {
        let token = server.http().join(&server.code).await.token;
        let mut wire = Wire::hello(server.address, &token).await;
        wire.say_text(text).await;
        assert_eq!(wire.hear_close().await, reason(CloseCode::BadMessage), "{title}");
        everybody_goes_on(&server, &watcher).await;
    }
}

#[tokio::test]
async fn r1_1_bytes_are_no_message() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let mut wire = Wire::hello(server.address, &server.facilitator).await;
    wire.say_bytes(br#"{"t":"beat"}"#.to_vec()).await;
    assert_eq!(wire.hear_close().await, reason(CloseCode::BadMessage));
    everybody_goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn r1_1_what_is_no_websocket_ends_its_connection_and_nothing_else() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let not_utf8 = [0x81, 0x83, 0, 0, 0, 0, 0xed, 0xa0, 0x80];
    let unmasked = [0x81, 0x02, b'{', b'}'];
    let reserved = [0xf3, 0x80, 0, 0, 0, 0];
    let endless = [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
    let noise: Vec<u8> = (0..4_096u32).map(|nth| (nth * 31 % 251) as u8).collect();
    for bytes in [&not_utf8[..], &unmasked, &reserved, &endless, &noise] {
        let mut wire = Wire::hello(server.address, &server.display).await;
        wire.stream().get_mut().write_all(bytes).await.unwrap();
        while let Heard::Message(..) = wire.hear().await {}
        everybody_goes_on(&server, &watcher).await;
    }
}

#[tokio::test]
async fn r1_2_a_message_that_is_too_long_ends_its_connection_and_nothing_else() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let beat = |bytes: usize| format!("{:<12}{}", r#"{"t":"beat"}"#, " ".repeat(bytes - 12));
    for bytes in [MESSAGE_BYTES + 1, 2 * MESSAGE_BYTES, 1 << 20] {
        let mut wire = Wire::hello(server.address, &server.display).await;
        wire.say_text(beat(bytes)).await;
        assert_eq!(wire.hear_close().await, reason(CloseCode::TooBig), "{bytes} bytes");
        everybody_goes_on(&server, &watcher).await;
    }
    let mut wire = Wire::hello(server.address, &server.display).await;
    wire.say_text(beat(MESSAGE_BYTES)).await;
    let id = wire.ask(&json!({ "do": "show_area" })).await;
    let refused = wire.hear_until(refused_id).await;
    assert_eq!(refused, id, "a message of just that length is read, and the next one too");
}

#[tokio::test]
async fn r1_2_pieces_count_together() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    // One that ends just past the limit, and one that never ends.
    for (pieces, ends) in [(MESSAGE_BYTES / 1_024 + 1, true), (1_024, false)] {
        let mut wire = Wire::hello(server.address, &server.display).await;
        for nth in 0..pieces {
            let code = if nth == 0 { Data::Text } else { Data::Continue };
            let last = ends && nth + 1 == pieces;
            let piece = Frame::message(vec![b' '; 1_024], OpCode::Data(code), last);
            if wire.stream().send(Message::Frame(piece)).await.is_err() {
                break;
            }
        }
        assert_eq!(wire.hear_close().await, reason(CloseCode::TooBig));
        everybody_goes_on(&server, &watcher).await;
    }
}

fn refused_id(message: &kenspeckle_shared::wire::ServerMessage) -> Option<uuid::Uuid> {
    match message {
        kenspeckle_shared::wire::ServerMessage::Refused { id, .. } => Some(*id),
        _ => None,
    }
}

pub(crate) fn reason(code: CloseCode) -> (u16, String) {
    (code.number(), code.reason().to_owned())
}
