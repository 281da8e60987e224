//! Codes, tokens and words (section 2).

use kenspeckle_shared::command::Role;
use kenspeckle_shared::limits::{CODE_LETTERS, GUESSES_AT_ONCE, WRONG_CODES};
use kenspeckle_shared::wire::{Created, Joined, Links, ProblemCode, Words};
use kenspeckle_tests::{Client, Http, Server, place_in};
use serde_json::json;

async fn refused(http: Http, path: &str, body: &serde_json::Value) -> ProblemCode {
    http.post(path, None, body).await.problem()
}

/// A code of the right form that no board of this server has.
fn wrong(code: &str) -> String {
    let other = if code.starts_with('A') { "B" } else { "A" };
    format!("{other}{}", &code[1..])
}

#[tokio::test]
async fn r2_1_links_carry_what_they_open_in_the_fragment() {
    let server = Server::fresh().await;
    let said = server.said();
    for fragment in [&server.code, &server.display, &server.facilitator] {
        assert!(said.contains(&format!("#{fragment}")), "{said}");
    }
    let links: Links =
        server.http().post("/api/links", Some(&server.facilitator), &json!({})).await.json();
    assert_eq!(links.join_code, server.code);
    assert!(links.join_url.ends_with(&format!("/#{}", server.code)));
    let (page, token) = links.display_url.rsplit_once('#').unwrap();
    assert!(page.ends_with("/display"));
    for display in [token, &server.display] {
        let display = Client::open(server.address, display).await;
        assert_eq!(display.look(|mind| mind.role), Some(Role::Display));
    }
}

#[tokio::test]
async fn r2_2_a_join_code_is_read_as_people_type_it_and_makes_participants_only() {
    let server = Server::fresh().await;
    let code = &server.code;
    assert_eq!(code.len(), CODE_LETTERS);
    assert!(code.chars().all(|letter| "ABCDEFGHJKMNPQRTUVWXYZ".contains(letter)));
    let spaced = code.chars().map(|letter| format!("{letter} ")).collect::<String>();
    let typed =
        [code.to_lowercase(), spaced, format!("{}-{}", &code[..3], &code[3..].to_lowercase())];
    for code in typed {
        let token = server.http().join(&code).await.token;
        let phone = Client::open(server.address, &token).await;
        assert_eq!(phone.look(|mind| mind.role), Some(Role::Participant), "{code}");
    }
    // It shows the board to a phone whose holder has not pressed Start.
    let shown = server.http().snapshot(&code.to_lowercase()).await;
    assert_eq!(shown.names, None, "as the public sees it");
}

#[tokio::test]
async fn r2_3_tokens_and_words_are_nowhere_in_the_data_folder_or_the_log() {
    let server = Server::fresh().await;
    let token = server.http().join(&server.code).await.token;
    let words: Words = server.http().post("/api/words", Some(&token), &json!({})).await.json();
    let back = json!({ "code": server.code, "words": words.words });
    let again: Joined = server.http().post("/api/return", None, &back).await.json();
    let made: Created =
        server.http().post("/api/boards", Some(&server.facilitator), &json!({})).await.json();
    Client::open(server.address, &token).await.do_it(place_in("govan")).await;
    let other = made.facilitator_url.rsplit_once('#').unwrap().1;
    let secrets = [&server.display, &server.facilitator, &token, &again.token, &words.words, other]
        .map(str::to_owned);
    for secret in &secrets {
        assert!(server.data.files_with(secret.as_bytes()).is_empty(), "{secret} is stored");
    }
    for secret in [&token, &again.token, &words.words, other] {
        assert!(!server.said().contains(secret), "{secret} is in the log file");
    }
    let data = server.kill();
    for secret in &secrets {
        assert!(data.files_with(secret.as_bytes()).is_empty(), "{secret} is stored");
    }
}

#[tokio::test]
async fn r2_4_a_participants_token_outlives_connections_and_restarts() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    phone.do_it(place_in("govan")).await;
    let (token, code) = (phone.token().to_owned(), server.code.clone());
    let server = Server::start(server.kill()).await;
    assert_eq!(server.code, code, "the code on the wall is still right");
    let phone = Client::open(server.address, &token).await;
    assert_eq!(phone.look(|mind| mind.card.stickers.len()), 1);
}

#[tokio::test]
async fn r2_5_three_words_bring_a_person_back_on_another_device() {
    let server = Server::fresh().await;
    let http = server.http();
    let phone = Client::join(server.address, &server.code).await;
    let sticker = phone.ask(place_in("govan"));
    phone.answer(sticker).await;
    let first: Words = http.post("/api/words", Some(phone.token()), &json!({})).await.json();
    let second: Words = http.post("/api/words", Some(phone.token()), &json!({})).await.json();
    assert_eq!(second.words.split(' ').count(), 3);

    let back = |words: &str| json!({ "code": server.code.to_lowercase(), "words": words });
    let older = refused(http, "/api/return", &back(&first.words)).await;
    assert_eq!(older, ProblemCode::UnknownWords, "a new code voids the older one");
    let typed = second.words.to_uppercase().replace(' ', "-");
    let joined: Joined = http.post("/api/return", None, &back(&typed)).await.json();
    assert_ne!(joined.token, phone.token());

    let tablet = Client::open(server.address, &joined.token).await;
    assert_eq!(tablet.look(|mind| mind.card.clone()), phone.look(|mind| mind.card.clone()));
    tablet.do_it(kenspeckle_shared::command::Command::TakeBack { sticker }).await;
    phone.until("what the tablet did", |mind| mind.card.stickers.is_empty()).await;
}

#[tokio::test]
async fn r2_5_words_are_of_one_board() {
    let server = Server::fresh().await;
    let http = server.http();
    let phone = http.join(&server.code).await.token;
    let words: Words = http.post("/api/words", Some(&phone), &json!({})).await.json();
    let made: Created =
        http.post("/api/boards", Some(&server.facilitator), &json!({})).await.json();
    let elsewhere = json!({ "code": made.links.join_code, "words": words.words });
    assert_eq!(refused(http, "/api/return", &elsewhere).await, ProblemCode::UnknownWords);
}

#[tokio::test]
async fn r2_6_whoever_tries_codes_in_bulk_learns_nothing_and_the_hall_goes_on() {
    let server = Server::fresh().await;
    let http = server.http();
    let phone = http.join(&server.code).await.token;
    let made: Created =
        http.post("/api/boards", Some(&server.facilitator), &json!({})).await.json();
    let unheard_of = json!({ "code": made.links.join_code });
    let wrong = json!({ "code": wrong(&server.code) });
    for _ in 0..WRONG_CODES {
        assert_eq!(refused(http, "/api/join", &wrong).await, ProblemCode::UnknownCode);
    }
    // One is forgotten each second, and a busy machine takes some: the rest is made up for at once.
    let more = (0..10 * GUESSES_AT_ONCE).map(|_| http.post("/api/join", None, &wrong));
    futures_util::future::join_all(more).await;
    // Right and wrong tries in turn, more of them than may wait at once.
    let tries = (0..10 * GUESSES_AT_ONCE).map(|at| {
        let body = if at % 2 == 0 { &wrong } else { &unheard_of };
        http.post("/api/join", None, body)
    });
    let answers = futures_util::future::join_all(tries).await;
    for parity in [0, 1] {
        let alike = answers.iter().skip(parity).step_by(2);
        let refused = alike.filter(|answer| answer.status == 429);
        assert!(refused.count() >= 2 * GUESSES_AT_ONCE, "right and wrong are refused alike");
    }
    // The hall that shares this address goes on: new phones, tokens, pictures of the code.
    http.join(&server.code).await;
    for (path, bearer) in [("/api/snapshot", &server.code), ("/api/snapshot", &phone)] {
        assert!(http.get(path, Some(bearer)).await.status.is_success());
    }
    assert!(http.get(&format!("/api/qr/{}.svg", server.code), None).await.status.is_success());
}

#[tokio::test]
async fn r2_7_what_fails_is_answered_with_a_problem() {
    let server = Server::fresh().await;
    let http = server.http();
    let code = &server.code;
    for (path, body, expected) in [
        ("/api/join", json!({ "code": wrong(code) }), ProblemCode::UnknownCode),
        ("/api/join", json!({ "code": "no code" }), ProblemCode::UnknownCode),
        ("/api/join", json!({ "code": code, "here": "room" }), ProblemCode::BadRequest),
        ("/api/join", json!({ "code": 1 }), ProblemCode::BadRequest),
        ("/api/join", json!([]), ProblemCode::BadRequest),
        ("/api/join", json!({ "code": "A".repeat(5_000) }), ProblemCode::BadRequest),
        (
            "/api/return",
            json!({ "code": code, "words": "apple river stone" }),
            ProblemCode::UnknownWords,
        ),
        ("/api/return", json!({ "code": code, "words": "" }), ProblemCode::UnknownWords),
        ("/api/return", json!({ "code": code }), ProblemCode::BadRequest),
        ("/api/nothing", json!({}), ProblemCode::NotFound),
    ] {
        let text = body.to_string();
        assert_eq!(
            refused(http, path, &body).await,
            expected,
            "{path} {}",
            &text[..text.len().min(80)]
        );
    }
    for body in [&b""[..], b"{", b"\xff\xfe", &b"[".repeat(4_000)] {
        let reply = http.post_bytes("/api/join", None, body.to_vec()).await;
        assert_eq!(reply.problem(), ProblemCode::BadRequest);
    }
    for bearer in [None, Some(""), Some("AAAAAAAAAAAAAAAAAAAAAA")] {
        assert_eq!(http.get("/api/snapshot", bearer).await.problem(), ProblemCode::UnknownToken);
    }
    http.join(code).await;
}
