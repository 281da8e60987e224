//! HTTPS of the built program (rule 1.10): its certificate, its renewal, and proxies before it.

#![allow(clippy::unwrap_used, missing_docs)]

mod nginx;

use std::fs;
use std::process::{Command, Stdio};

use kenspeckle_shared::limits::{GUESSES_AT_ONCE, WRONG_CODES};
use kenspeckle_shared::wire::Problem;
use kenspeckle_tests::raw::{ask, post};
use kenspeckle_tests::secure::{Certificate, Visitor};
use kenspeckle_tests::{DataFolder, Server, Start, program, within_patience};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn encrypted(certificate: &Certificate) -> Server {
    let (cert, key) = certificate.files();
    let arguments = ["--tls-cert", &cert, "--tls-key", &key];
    Server::start_with(DataFolder::new(), Start { arguments: &arguments, ..Start::default() }).await
}

#[tokio::test]
async fn r1_10_a_phone_joins_connects_and_is_acked_over_https() {
    let certificate = Certificate::fresh();
    let server = encrypted(&certificate).await;
    assert!(server.said().contains(&format!("https://{}/#", server.address)), "{}", server.said());
    let visitor = Visitor::of(&certificate, server.address);
    let page = visitor.ask("GET / HTTP/1.1\r\n", "").await;
    assert!(
        page.contains("200 OK") && page.contains("strict-transport-security: max-age="),
        "{page}"
    );
    let mut phone = visitor.phone(&server.code).await;
    phone.put_sticker().await;
    // Who speaks without encryption is not understood, and nobody else notices.
    assert_eq!(ask(server.address, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await.status, 0);
    phone.put_sticker().await;
}

#[tokio::test]
async fn r1_10_a_page_of_the_same_address_without_encryption_is_foreign() {
    let certificate = Certificate::fresh();
    let server = encrypted(&certificate).await;
    let visitor = Visitor::of(&certificate, server.address);
    let foreign = format!("POST /api/join HTTP/1.1\r\nOrigin: http://{}\r\n", server.address);
    let answer = visitor.ask(&foreign, &json!({ "code": server.code }).to_string()).await;
    assert!(answer.contains("403"), "{answer}");
}

#[tokio::test]
async fn r1_10_a_renewed_certificate_is_used_and_open_connections_stay() {
    let certificate = Certificate::fresh();
    let server = encrypted(&certificate).await;
    let before = Visitor::of(&certificate, server.address);
    let mut phone = before.phone(&server.code).await;

    // Halfway through a renewal the two files do not fit: the old pair stays in use.
    let renewed = Certificate::fresh();
    fs::write(certificate.files().0, &renewed.cert).unwrap();
    within_patience("the log to say that the pair does not fit", async {
        while !server.said().contains("the certificate from before stays") {
            tokio::task::yield_now().await;
        }
    })
    .await;
    // A visitor who has not been there: others need no certificate to come back.
    let newcomer = |certificate| Visitor::of(certificate, server.address);
    assert!(newcomer(&certificate).shakes_hands().await);

    fs::write(certificate.files().1, &renewed.key).unwrap();
    within_patience("the renewed certificate", async {
        while !newcomer(&renewed).shakes_hands().await {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert!(!newcomer(&certificate).shakes_hands().await);
    phone.put_sticker().await;
    newcomer(&renewed).phone(&server.code).await.put_sticker().await;
}

#[tokio::test]
async fn r1_10_whoever_never_ends_the_handshake_holds_up_nobody() {
    let certificate = Certificate::fresh();
    let server = encrypted(&certificate).await;
    let mut idle = Vec::new();
    for _ in 0..50 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        // The beginning of a client's hello.
        stream.write_all(&[0x16, 0x03, 0x01]).await.unwrap();
        idle.push(stream);
    }
    let visitor = Visitor::of(&certificate, server.address);
    visitor.phone(&server.code).await.put_sticker().await;
    let mut first = idle.swap_remove(0);
    let cut = within_patience("the cut", first.read(&mut [0])).await;
    assert!(matches!(cut, Ok(0) | Err(_)));
}

#[test]
fn r1_10_files_that_cannot_be_used_are_named_in_one_line() {
    let (good, other) = (Certificate::fresh(), Certificate::fresh());
    let ((cert, key), (_, other_key)) = (good.files(), other.files());
    let folder = tempfile::tempdir().unwrap();
    let garbage = folder.path().join("garbage.pem").display().to_string();
    fs::write(&garbage, "-----BEGIN NOTHING-----").unwrap();
    for (cert, key, named) in [
        (&*cert, &*other_key, "cannot be used together"),
        (&*garbage, &*key, "--tls-cert"),
        (&*cert, &*garbage, "--tls-key"),
        ("/nowhere/cert.pem", &*key, "/nowhere/cert.pem"),
    ] {
        let run = Command::new(program())
            .args(["--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key, "--data"])
            .arg(folder.path().join("data"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains(named) && said.trim().lines().count() == 1, "{said}");
    }
    assert!(!folder.path().join("data").exists(), "nothing is made for a server that cannot start");
}

#[tokio::test]
async fn r1_10_only_a_trusted_proxy_says_where_requests_come_from() {
    for (arguments, believed) in [
        (&["--trusted-proxy", "127.0.0.0/8"][..], true),
        (&["--trusted-proxy", "10.0.0.0/8"], false),
    ] {
        let how = Start { arguments, ..Start::default() };
        let server = Server::start_with(DataFolder::new(), how).await;
        let code = async |from: &str| {
            let (host, wrong) = (server.address, json!({ "code": "AAAAAA" }).to_string());
            let lines =
                ["Host: ", "Origin: http://", "X-Forwarded-For: 198.51.100.9, "].map(str::to_owned);
            let [hosted, origin, forwarded] = lines;
            let lines = [hosted + &host.to_string(), origin + &host.to_string(), forwarded + from];
            let answer = ask(host, &post("/api/join", &lines, &wrong)).await;
            let (_, body) = answer.text.split_once("\r\n\r\n").unwrap();
            let _: Problem = serde_json::from_str(body).unwrap();
            answer.status
        };
        for _ in 0..WRONG_CODES {
            assert_eq!(code("203.0.113.1").await, 404);
        }
        // Somebody else, behind the same proxy: never held up if the proxy is believed.
        let tries = (0..4 * GUESSES_AT_ONCE).map(|_| code("203.0.113.2"));
        let answers = futures_util::future::join_all(tries).await;
        assert_eq!(answers.iter().all(|status| *status == 404), believed, "{answers:?}");
    }
}
