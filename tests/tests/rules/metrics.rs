//! The numbers for Prometheus, read from the built program.

use std::net::SocketAddr;

use kenspeckle_tests::{
    Answer, Client, DataFolder, Http, Server, Start, Wire, command, place_in_with_note,
};
use serde_json::{Value, json};

/// Where the program says that numbers can be read.
fn address(server: &Server) -> SocketAddr {
    let said = server.said();
    let line = said.lines().find(|line| line.contains("at /metrics")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    let port = line["port"].as_u64().unwrap();
    SocketAddr::new(server.address.ip(), u16::try_from(port).unwrap())
}

/// The number at the end of a line that begins so.
fn number(text: &str, begins: &str) -> f64 {
    let line = text
        .lines()
        .find(|line| line.strip_prefix(begins).is_some_and(|rest| rest.starts_with(' ')));
    let line = line.unwrap_or_else(|| panic!("no {begins} in\n{text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn numbers_tell_how_much_and_never_who() {
    let start = Start {
        arguments: &["--metrics", "127.0.0.1:0", "--log-format", "json"],
        ..Start::default()
    };
    let server = Server::start_with(DataFolder::new(), start).await;
    let phone = Client::join(server.address, &server.code).await;
    let done = phone.do_it(place_in_with_note("govan", "a note of mine")).await;
    assert!(matches!(done, Answer::Changed(_)), "{done:?}");
    let refused = phone.do_it(command(json!({ "do": "show_area" }))).await;
    assert!(matches!(refused, Answer::Refused(_)), "{refused:?}");
    let mut bad = Wire::open(server.address).await;
    bad.say_text("nonsense".to_owned()).await;
    bad.hear_close().await;

    let reply = Http(address(&server)).get("/metrics", None).await;
    assert!(reply.header("content-type").starts_with("application/openmetrics-text"));
    let text = reply.text();
    for (begins, least) in [
        ("kenspeckle_connections", 1.0),
        ("kenspeckle_boards_open", 1.0),
        ("kenspeckle_joins_total", 1.0),
        ("kenspeckle_commands_total{outcome=\"acked\"}", 1.0),
        ("kenspeckle_commands_total{outcome=\"wrong_role\"}", 1.0),
        ("kenspeckle_connection_ends_total{how=\"bad_message\"}", 1.0),
        ("kenspeckle_sent_bytes_total", 100.0),
        ("kenspeckle_log_write_seconds_count", 1.0),
        ("kenspeckle_commands_waiting", 0.0),
    ] {
        assert!(number(&text, begins) >= least, "{begins}:\n{text}");
    }
    assert!(text.ends_with("# EOF\n"), "{text}");
    for secret in
        [&server.code[..], phone.token(), "govan", "a note of mine", phone.board().board.as_str()]
    {
        assert!(!text.contains(secret), "{secret} is in\n{text}");
    }
    let elsewhere = server.http().get("/metrics", None).await;
    assert_ne!(elsewhere.text(), text, "people are not told");
    assert_eq!(elsewhere.status, 404);
}
