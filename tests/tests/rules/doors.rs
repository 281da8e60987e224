//! Who is let in at all: addresses and pages.

use kenspeckle_tests::raw::{ask, post, upgrade};
use kenspeckle_tests::{DataFolder, Server, Start};

/// An address that the server is told to let in.
const TOLD: &str = "https://board.example.org";

/// What a request may say of the page it comes from: none of it is ours. `{port}` is the server's.
const FOREIGN: [&[&str]; 64] = [
    // None, and what browsers say of pages without an origin.
    &[],
    &[""],
    &[" "],
    &["null"],
    &["NULL"],
    &["undefined"],
    &["*"],
    &["file://"],
    &["file:///home/me/evil.html"],
    &["about:blank"],
    &["data:text/html,x"],
    &["blob:http://127.0.0.1:{port}/8f2c"],
    &["javascript:alert(1)"],
    &["chrome-extension://abcdefghijklmnop"],
    &["moz-extension://5c1b"],
    &["app://kenspeckle"],
    // Others, some of which sound like us.
    &["http://evil.example"],
    &["http://evil.example:{port}"],
    &["http://127.0.0.1.evil.example:{port}"],
    &["http://127.0.0.1:{port}.evil.example"],
    &["http://evil.127.0.0.1:{port}"],
    &["https://evil.board.example.org"],
    &["https://board.example.org.evil.example"],
    &["https://xboard.example.org"],
    &["https://board-example.org"],
    &["https://example.org"],
    &["https://board.example.or"],
    &["https://board.example.org."],
    &["https://board%2eexample.org"],
    &["https://board.example.org%00.evil.example"],
    &["https://xn--bord-7qa.example.org"],
    &["https://bo\u{430}rd.example.org"],
    &["https://ｂoard.example.org"],
    // Ours, but of another scheme or port.
    &["http://127.0.0.1"],
    &["http://127.0.0.1:1"],
    &["http://127.0.0.1:80"],
    &["http://127.0.0.1:0{port}"],
    &["http://127.0.0.1:{port}0"],
    &["https://127.0.0.1:{port}"],
    &["ws://127.0.0.1:{port}"],
    &["ftp://127.0.0.1:{port}"],
    &["//127.0.0.1:{port}"],
    &["127.0.0.1:{port}"],
    &["http:127.0.0.1:{port}"],
    &["http://board.example.org"],
    &["https://board.example.org:8443"],
    &["https://board.example.org:443"],
    // Ours, but as no browser writes it.
    &["HTTP://127.0.0.1:{port}"],
    &["HTTPS://BOARD.EXAMPLE.ORG"],
    &["http://127.0.0.1:{port}/"],
    &["http://127.0.0.1:{port}/display"],
    &["http://127.0.0.1:{port}?x"],
    &["http://127.0.0.1:{port}#x"],
    &["http://me@127.0.0.1:{port}"],
    &["http://127.0.0.1:{port}@evil.example"],
    &["http://127.0.0.1:{port}\\@evil.example"],
    &["http://127.1:{port}"],
    &["http://2130706433:{port}"],
    &["http://[::ffff:127.0.0.1]:{port}"],
    &["http://[fe80::1%25eth0]:{port}"],
    // More than one.
    &["http://127.0.0.1:{port} http://evil.example"],
    &["http://127.0.0.1:{port}, http://evil.example"],
    &["http://127.0.0.1:{port}", "http://evil.example"],
    &["http://127.0.0.1:{port}", "http://127.0.0.1:{port}"],
];

async fn server() -> Server {
    let how = Start { arguments: &["--allow-origin", TOLD], ..Start::default() };
    Server::start_with(DataFolder::new(), how).await
}

/// The lines that say which address is asked for, and from which pages.
fn lines(server: &Server, host: &str, origins: &[&str]) -> Vec<String> {
    let port = server.address.port().to_string();
    let origins = origins.iter().map(|origin| format!("Origin: {origin}"));
    let lines = [format!("Host: {host}")].into_iter().chain(origins);
    lines.map(|line| line.replace("{port}", &port)).collect()
}

/// Tries to open a WebSocket and to join.
async fn try_both(server: &Server, host: &str, origins: &[&str]) -> (u16, u16) {
    let lines = lines(server, host, origins);
    let opened = ask(server.address, &upgrade(&lines)).await;
    let body = format!("{{\"code\":\"{}\"}}", server.code);
    let joined = ask(server.address, &post("/api/join", &lines, &body)).await;
    (opened.status, joined.status)
}

#[tokio::test]
async fn r1_7_foreign_absent_and_odd_origins_are_not_let_in() {
    let server = server().await;
    for origins in FOREIGN {
        let tried = try_both(&server, "127.0.0.1:{port}", origins).await;
        assert_eq!(tried, (403, 403), "{origins:?}");
    }
}

#[tokio::test]
async fn r1_7_pages_of_the_address_that_was_asked_and_of_told_ones_are_let_in() {
    let server = server().await;
    for (host, origin) in [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}"),
        ("localhost:{port}", "http://localhost:{port}"),
        ("LOCALHOST:{port}", "http://localhost:{port}"),
        ("kenspeckle.local:{port}", "http://kenspeckle.local:{port}"),
        ("192.168.1.20:8080", "http://192.168.1.20:8080"),
        ("192.168.1.20:80", "http://192.168.1.20"),
        ("[::1]:{port}", "http://[::1]:{port}"),
        ("board.example.org", TOLD),
        ("127.0.0.1:{port}", TOLD),
    ] {
        assert_eq!(try_both(&server, host, &[origin]).await, (101, 200), "{host} {origin}");
    }
}

#[tokio::test]
async fn r1_7_whoever_was_not_let_in_reads_what_to_say() {
    let server = server().await;
    let lines = lines(&server, "127.0.0.1:{port}", &[]);
    let answer = ask(server.address, &post("/api/join", &lines, "{}")).await.text;
    let expected = format!("A program says Origin: http://{}.", server.address);
    assert!(answer.contains("foreign_page") && answer.contains(&expected), "{answer}");
}

#[tokio::test]
async fn r1_8_a_name_that_is_not_ours_is_answered_nothing() {
    let server = server().await;
    for host in [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "x.localhost:{port}",
        "localhost.:{port}",
        "localhost.evil.example",
        "board.example.org.evil.example",
        "x.board.example.org",
        "board.example.org.",
        "127.1:{port}",
        "0x7f.0.0.1:{port}",
        "2130706433:{port}",
    ] {
        // A page that was led here by its own name is of the same origin as what it asks.
        let origin = format!("http://{host}");
        assert_eq!(try_both(&server, host, &[&origin]).await, (421, 421), "{host}");
        for path in ["/", "/display", "/api/snapshot", "/health", "/nowhere"] {
            let request =
                format!("GET {path} HTTP/1.1\r\n{}\r\n\r\n", lines(&server, host, &[])[0]);
            assert_eq!(ask(server.address, request.as_bytes()).await.status, 421, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn r1_8_no_address_two_and_odd_ones_are_bad_requests() {
    let server = server().await;
    let own = format!("Host: {}", server.address);
    for head in [
        String::new(),
        format!("{own}\r\n{own}\r\n"),
        format!("{own}\r\nHost: evil.example\r\n"),
        "Host:\r\n".to_owned(),
        "Host: [fe80::1%25eth0]\r\n".to_owned(),
        "Host: me@127.0.0.1\r\n".to_owned(),
        "Host: 127.0.0.1, evil.example\r\n".to_owned(),
        "Host: 127.0.0.1:99999\r\n".to_owned(),
    ] {
        let request = format!("GET / HTTP/1.1\r\n{head}\r\n");
        assert_eq!(ask(server.address, request.as_bytes()).await.status, 400, "{head}");
    }
    let led = format!("GET http://evil.example/ HTTP/1.1\r\n{own}\r\n\r\n");
    assert_eq!(ask(server.address, led.as_bytes()).await.status, 400);
}

#[tokio::test]
async fn r1_8_whoever_asks_for_an_unknown_name_reads_what_to_configure() {
    let server = server().await;
    let request = "GET / HTTP/1.1\r\nHost: hall.example:8080\r\nAccept: text/html,*/*\r\n\r\n";
    let answer = ask(server.address, request.as_bytes()).await;
    assert_eq!(answer.status, 421);
    let page = answer.text;
    assert!(page.contains("text/html") && page.contains("please use the link"), "{page}");
    assert!(page.contains("--public-url http://hall.example:8080"), "{page}");
    let request = "GET / HTTP/1.1\r\nHost: hall.example:8080\r\n\r\n";
    assert!(ask(server.address, request.as_bytes()).await.text.contains("unknown_address"));
}
