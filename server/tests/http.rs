//! What the server answers over HTTP.
#![allow(clippy::unwrap_used)]

mod edge;

use std::io::Read;

use edge::Server;
use edge::http::{Answer, ask, get, post};
use flate2::read::GzDecoder;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::limits::{BODY_BYTES, GUESSES_AT_ONCE, WRONG_CODES};
use serde_json::{Value, json};

const JSON: (&str, &str) = ("Content-Type", "application/json");

/// One address of each kind, some of them asked in a wrong way.
const ADDRESSES: [(&str, &str); 14] = [
    ("GET", "/"),
    ("GET", "/display"),
    ("GET", "/facilitator"),
    ("GET", "/favicon.svg"),
    ("GET", "/nowhere"),
    ("POST", "/api/join"),
    ("POST", "/api/return"),
    ("POST", "/api/words"),
    ("POST", "/api/boards"),
    ("POST", "/api/links"),
    ("GET", "/api/definitions/none"),
    ("GET", "/api/snapshot"),
    ("GET", "/ws"),
    ("PUT", "/health"),
];

fn assert_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("Content-Type"), Some("application/json"));
    let problem = answer.json();
    assert_eq!(problem["code"], code);
    assert!(problem["words"].as_str().is_some_and(|words| words.ends_with('.')), "{problem}");
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    assert_eq!(answer.header("Content-Encoding"), Some("gzip"));
    let mut bytes = Vec::new();
    GzDecoder::new(&*answer.body).read_to_end(&mut bytes).unwrap();
    bytes
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let server = Server::start().await;
    let paths = ADDRESSES.map(|(method, path)| (method, path.to_owned()));
    let qr = ("GET", format!("/api/qr/{}.svg", server.join_code));
    for (method, path) in paths.into_iter().chain([qr, ("GET", "/ready".to_owned())]) {
        let answer = ask(server.address, method, &path, &[], b"").await;
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{name} of {path}");
        }
        let policy = answer.header("Content-Security-Policy").unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self';",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ] {
            assert!(policy.contains(part), "{part} of {path}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(answer.header("Permissions-Policy").is_some(), "{path}");
        assert_eq!(answer.header("Set-Cookie"), None, "{path}");
        assert_eq!(answer.header("Access-Control-Allow-Origin"), None, "{path}");
        assert!(answer.header("Cache-Control").is_some(), "{path}");
    }
}

#[tokio::test]
async fn browsers_are_not_sent_what_they_would_complain_about_on_plain_http() {
    let server = Server::start().await;
    let answer = get(server.address, "/", &[("Host", "192.168.1.20:8080")]).await;
    assert_eq!(answer.header("Cross-Origin-Opener-Policy"), None);
}

#[tokio::test]
async fn a_fault_of_ours_is_a_number_to_people() {
    let server = Server::start().await;
    let board = server.app.registry().create("not-known-here").await.unwrap().id;
    let invited = server.app.registry().invite(&board, Role::Display).await.unwrap();
    let bearer = format!("Bearer {}", invited.0.reveal());
    let answer = get(server.address, "/api/snapshot", &[("Authorization", &bearer)]).await;
    assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("fault")));
    assert!(answer.text().contains("Number ") && !answer.text().contains("not-known-here"));
}

#[tokio::test]
async fn the_policy_names_the_host_that_was_asked_and_nothing_that_is_no_host() {
    let server = Server::start().await;
    let policy = async |host: &str| {
        let answer = get(server.address, "/", &[("Host", host)]).await;
        answer.header("Content-Security-Policy").unwrap().to_owned()
    };
    let good = policy("kenspeckle.example:8080").await;
    let sockets = "connect-src 'self' ws://kenspeckle.example:8080 wss://kenspeckle.example:8080;";
    assert!(good.contains(sockets), "{good}");
    let bad = policy("x;script-src*").await;
    assert!(bad.contains("connect-src 'self';"), "{bad}");
}

#[tokio::test]
async fn r2_7_every_failure_is_a_problem_with_code_and_words() {
    let server = Server::start().await;
    let at = server.address;
    let join = async |headers: &[(&str, &str)], body: &[u8]| {
        ask(at, "POST", "/api/join", headers, body).await
    };
    assert_problem(&get(at, "/nowhere", &[]).await, 404, "not_found");
    assert_problem(&get(at, "/index.html", &[]).await, 404, "not_found");
    assert_problem(&ask(at, "POST", "/nowhere", &[], b"").await, 404, "not_found");
    let not_allowed = ask(at, "DELETE", "/api/join", &[], b"").await;
    assert_problem(&not_allowed, 405, "bad_request");
    assert_eq!(not_allowed.header("Allow"), Some("POST"));
    assert_problem(&join(&[], b"{}").await, 415, "bad_request");
    assert_problem(&join(&[JSON], b"{}").await, 400, "bad_request");
    assert_problem(&join(&[JSON], b"no JSON").await, 400, "bad_request");
    assert_problem(&join(&[JSON], br#"{"code":"KWMTRP","more":1}"#).await, 400, "bad_request");
    assert_problem(&join(&[JSON], &vec![b' '; BODY_BYTES + 1]).await, 413, "bad_request");
    assert_problem(&join(&[JSON], &vec![b' '; 100 * BODY_BYTES]).await, 413, "bad_request");
    assert_problem(&get(at, "/api/snapshot", &[]).await, 401, "unknown_token");
    assert_problem(&get(at, "/ws", &[]).await, 400, "bad_request");
    assert_problem(&get(at, "/api/definitions/none", &[]).await, 404, "not_found");
    assert_problem(&get(at, "/api/qr/AAAAAA.svg", &[]).await, 404, "unknown_code");
    assert_problem(&get(at, "/api/qr/AAAAAA.png", &[]).await, 404, "not_found");
}

#[tokio::test]
async fn r2_4_a_join_code_makes_a_participant_and_words_bring_them_back() {
    let server = Server::start().await;
    let at = server.address;
    let typed = server.join_code.to_lowercase();
    let joined = post(at, "/api/join", "", &json!({ "code": typed })).await;
    assert_eq!(joined.status, 200);
    let token = joined.json()["token"].as_str().unwrap().to_owned();
    let words = post(at, "/api/words", &token, &json!({})).await.json()["words"].clone();
    let body = json!({ "code": server.join_code, "words": words });
    let returned = post(at, "/api/return", "", &body).await.json();
    assert_eq!(returned["board"], joined.json()["board"]);
    let back = server.app.grant(returned["token"].as_str().unwrap()).await.unwrap();
    assert_eq!(back, server.app.grant(&token).await.unwrap());
    let body = json!({ "code": server.join_code, "words": "one two three" });
    let unknown = post(at, "/api/return", "", &body).await;
    assert_problem(&unknown, 404, "unknown_words");
}

#[tokio::test]
async fn only_a_facilitator_gets_links_and_makes_boards() {
    let server = Server::start().await;
    let at = server.address;
    for path in ["/api/links", "/api/boards"] {
        for role in [Role::Participant, Role::Display] {
            let token = server.token(role).await;
            assert_problem(&post(at, path, &token, &json!({})).await, 403, "wrong_role");
        }
        assert_problem(&post(at, path, "x", &json!({})).await, 401, "unknown_token");
    }
    let display = server.token(Role::Display).await;
    assert_problem(&post(at, "/api/words", &display, &json!({})).await, 403, "wrong_role");

    let facilitator = server.token(Role::Facilitator).await;
    let links = post(at, "/api/links", &facilitator, &json!({})).await.json();
    assert_eq!(links["join_url"], format!("http://{at}/#{}", server.join_code));
    let role = async |url: &Value| {
        let token = url.as_str().unwrap().split('#').nth(1).unwrap();
        let grant = server.app.grant(token).await.unwrap().unwrap();
        (grant.board, grant.actor.role)
    };
    assert_eq!(role(&links["display_url"]).await.1, Role::Display);
    let created = post(at, "/api/boards", &facilitator, &json!({})).await.json();
    let (board, facilitates) = role(&created["facilitator_url"]).await;
    assert_eq!((json!(board), facilitates), (created["board"].clone(), Role::Facilitator));
    assert_ne!(&board, server.app.default_board());
    assert_eq!(role(&created["links"]["display_url"]).await, (board, Role::Display));
}

#[tokio::test]
async fn r2_6_wrong_codes_are_limited_and_the_code_of_the_hall_works_all_the_same() {
    let server = Server::start().await;
    let at = server.address;
    let join = async |code: &str| post(at, "/api/join", "", &json!({ "code": code })).await;
    assert_eq!(join(&server.join_code).await.status, 200);
    for _ in 0..WRONG_CODES {
        assert_problem(&join("AAAAAA").await, 404, "unknown_code");
    }
    let tries = (0..8 * GUESSES_AT_ONCE).map(|_| join("AAAAAA"));
    let answers = futures_util::future::join_all(tries).await;
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(!refused.is_empty());
    for answer in refused {
        assert_problem(answer, 429, "too_fast");
        assert_eq!(answer.header("Retry-After"), Some("1"));
    }
    assert_eq!(join(&server.join_code).await.status, 200);
}

#[tokio::test]
async fn r6_7_a_snapshot_is_compressed_tagged_and_that_of_the_bearer() {
    let server = Server::start().await;
    let mut phone = server.screen(Role::Participant).await;
    phone.place("govan", "hello").await;
    phone.hear("ack").await;
    let facilitator = server.token(Role::Facilitator).await;
    let snapshot = async |bearer: &str, more: &[(&str, &str)]| {
        let bearer = format!("Bearer {bearer}");
        let headers = [&[("Authorization", bearer.as_str())], more].concat();
        get(server.address, "/api/snapshot", &headers).await
    };
    let plain = snapshot(&server.join_code, &[]).await;
    assert_eq!(plain.header("Content-Encoding"), None);
    assert_eq!(plain.header("Cache-Control"), Some("private, no-cache"));
    assert_eq!(plain.header("Vary"), Some("Accept-Encoding, Authorization"));
    assert_eq!((&plain.json()["rev"], plain.json().get("names")), (&json!(2), None));
    let packed = snapshot(&server.join_code, &[("Accept-Encoding", "gzip, br")]).await;
    assert_eq!(unpacked(&packed), plain.body);
    let of_facilitator = snapshot(&facilitator, &[]).await;
    assert_eq!(of_facilitator.json()["names"], json!([]));
    assert_ne!(of_facilitator.header("ETag"), plain.header("ETag"));

    let tag = packed.header("ETag").unwrap();
    let again = [("Accept-Encoding", "gzip"), ("If-None-Match", tag)];
    let same = snapshot(&server.join_code, &again).await;
    assert_eq!((same.status, same.body.len(), same.header("ETag")), (304, 0, Some(tag)));
    phone.place("govan", "more").await;
    phone.hear("ack").await;
    assert_eq!(snapshot(&server.join_code, &again).await.status, 200);
}

#[tokio::test]
async fn r6_8_a_definition_is_kept_for_ever() {
    let server = Server::start().await;
    let hash = server.app.default_definition();
    let path = format!("/api/definitions/{hash}");
    let packed = get(server.address, &path, &[("Accept-Encoding", "gzip")]).await;
    let immutable = Some("public, max-age=31536000, immutable");
    assert_eq!(packed.header("Cache-Control"), immutable);
    let definition: kenspeckle_shared::definition::Definition =
        serde_json::from_slice(&unpacked(&packed)).unwrap();
    assert_eq!(definition.hash(), hash);
    let start = get(server.address, "/", &[]).await;
    let preload = format!("<{path}/first>; rel=preload; as=fetch; crossorigin=anonymous");
    assert_eq!(start.header("Link"), Some(preload.as_str()));
}

#[tokio::test]
async fn pages_are_asked_about_each_time_and_their_parts_kept() {
    let server = Server::start().await;
    let page = get(server.address, "/", &[]).await;
    assert_eq!(page.header("Cache-Control"), Some("no-cache"));
    assert!(!page.text().contains("style="), "{}", page.text());
    let tag = page.header("ETag").unwrap();
    let again = get(server.address, "/", &[("If-None-Match", tag)]).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    let path = page
        .text()
        .split('"')
        .find(|part| part.starts_with("/assets/") && part.ends_with(".css"))
        .unwrap();
    for (takes, encoding) in [("gzip", Some("gzip")), ("gzip, br", Some("br")), ("", None)] {
        let part = get(server.address, path, &[("Accept-Encoding", takes)]).await;
        assert_eq!(part.status, 200);
        assert_eq!(part.header("Content-Encoding"), encoding);
        assert!(part.header("Cache-Control").unwrap().contains("immutable"));
    }
}

#[tokio::test]
async fn the_qr_image_leads_to_the_join_link() {
    let server = Server::start().await;
    let path = format!("/api/qr/{}.svg", server.join_code);
    let image = get(server.address, &path, &[]).await;
    assert_eq!(image.header("Content-Type"), Some("image/svg+xml"));
    assert_eq!(read_qr(image.text()), format!("http://{}/#{}", server.address, server.join_code));
    let tag = image.header("ETag").unwrap();
    assert_eq!(get(server.address, &path, &[("If-None-Match", tag)]).await.status, 304);
}

/// Paints the runs of the image, each `M x y h width …`, and reads the code in it.
fn read_qr(svg: &str) -> String {
    let number = |text: &str| text.parse::<usize>().unwrap();
    let size = number(svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap());
    let mut dark = vec![false; size * size];
    let path = svg.split("d=\"M").nth(1).unwrap().split("z\"").next().unwrap();
    for run in path.split("zM") {
        let (start, rest) = run.split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let width = number(rest.split('v').next().unwrap());
        let first = number(y) * size + number(x);
        dark[first..first + width].fill(true);
    }
    let shade = |x: usize, y: usize| if dark[y / 4 * size + x / 4] { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size * 4, size * 4, shade);
    picture.detect_grids()[0].decode().unwrap().1
}

#[tokio::test]
async fn a_socket_is_opened_by_our_own_pages_only() {
    let server = Server::start().await;
    let status = async |origin: &str| {
        let headers = [
            ("Connection", "Upgrade, close"),
            ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("Origin", origin),
        ];
        ask(server.address, "GET", "/ws", &headers, b"").await
    };
    assert_problem(&status("http://elsewhere.example").await, 403, "foreign_page");
    assert_problem(&status("null").await, 403, "foreign_page");
}

#[tokio::test]
async fn a_watcher_learns_whether_the_server_runs_and_works() {
    let server = Server::start().await;
    assert_eq!(get(server.address, "/health", &[]).await.json()["status"], "up");
    let ready = get(server.address, "/ready", &[]).await;
    assert_eq!(ready.json(), json!({ "ready": true, "board": true, "log": true }));
    server.app.rooms().close().await.unwrap();
    let broken = get(server.address, "/ready", &[]).await;
    assert_eq!((broken.status, &broken.json()["ready"]), (503, &json!(false)));
    assert_eq!(get(server.address, "/health", &[]).await.status, 200);
}
