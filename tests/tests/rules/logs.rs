//! What the program says names nobody: no words, names, places, tokens, codes or addresses, at its
//! most talkative, whatever happens.

use std::process::Command;

use kenspeckle_tests::{Answer, Client, DataFolder, Http, Server, Start, Wire, command, program};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

/// A word that is nowhere else; every field has one of its own, so that a leak says whose it is.
struct Markers(Vec<String>);

impl Markers {
    fn of(&mut self, field: &str) -> String {
        let marker = format!("{field}-{}", &Uuid::new_v4().simple().to_string()[..12]);
        self.0.push(marker.clone());
        marker
    }

    /// Fails if one of them is in a text.
    fn assert_absent(&self, text: &str) {
        for marker in &self.0 {
            assert!(!text.contains(marker), "{marker} is in what the program said:\n{text}");
        }
    }
}

#[tokio::test]
async fn nobodys_words_places_tokens_or_addresses_are_in_the_log() {
    for form in ["json", "text"] {
        let mut markers = Markers(Vec::new());
        let start =
            Start { arguments: &["--log", "trace", "--log-format", form], ..Start::default() };
        let server = Server::start_with(DataFolder::new(), start).await;
        take_part(&server, &mut markers).await;
        run_the_board(&server, &mut markers).await;
        misbehave(&server, &mut markers).await;
        let (said, secrets) = (server.said(), secrets(&server));
        markers.assert_absent(&said);
        assert_quiet(form, &said, &secrets);

        let again = Server::start_with(server.kill(), start).await;
        take_part(&again, &mut markers).await;
        markers.assert_absent(&again.said());
        assert_quiet(form, &again.said(), &secrets);
        damaged(again.kill(), start, &markers).await;
    }
}

/// The links are told to whoever starts the program, and only on the terminal, not in the log.
fn secrets(server: &Server) -> [String; 4] {
    let address = server.address.ip().to_string();
    [server.code.clone(), server.display.clone(), server.facilitator.clone(), address]
}

/// Looks at the log lines by themselves.
fn assert_quiet(form: &str, said: &str, secrets: &[String]) {
    let is_log = |line: &&str| match form {
        "json" => line.starts_with('{'),
        _ => line.starts_with("20"),
    };
    let lines: Vec<_> = said.lines().filter(is_log).collect();
    let answered = lines.iter().filter(|line| line.contains("answered")).count();
    assert!(answered >= 1, "requests are logged: {said}");
    for line in lines {
        let named = secrets.iter().find(|secret| line.contains(secret.as_str()));
        assert_eq!(named, None, "{line}");
        if form == "json" {
            let read: Value = serde_json::from_str(line).unwrap();
            assert!(read["level"].is_string() && read["message"].is_string(), "{line}");
        }
    }
}

/// Puts something of oneself into every field.
async fn take_part(server: &Server, markers: &mut Markers) {
    let phone = Client::join(server.address, &server.code).await;
    let leader = Client::open(server.address, &server.facilitator).await;
    markers.0.push(phone.token().to_owned());
    for finder in ["knowledge", "one-word", "looking-back"] {
        leader
            .do_it(command(json!({ "do": "set_finder_open", "finder": finder, "open": true })))
            .await;
    }
    markers.0.extend(["425317", "5586429", "4.25317", "55.86429"].map(str::to_owned));
    let wishes = [
        json!({ "do": "set_name", "name": markers.of("name"), "shown": true }),
        json!({ "do": "place", "kind": "lived", "place": { "area": "govan" }, "note": markers.of("note") }),
        json!({ "do": "place", "kind": "visited", "place": { "point": [-425_317, 5_586_429] }, "note": markers.of("note") }),
        json!({ "do": "answer", "finder": "knowledge", "answer": { "form": "knowledge", "chosen": [], "own": markers.of("own") } }),
        json!({ "do": "answer", "finder": "one-word", "answer": { "form": "words", "chosen": [], "own": [markers.of("word")] } }),
        json!({ "do": "answer", "finder": "looking-back", "answer": { "form": "wall", "notes": [{ "prompt": "learned", "words": markers.of("wall") }] } }),
    ];
    for wish in wishes {
        let answer = phone.do_it(command(wish.clone())).await;
        assert!(matches!(answer, Answer::Changed(_)), "{wish}: {answer:?}");
    }
    // Refused, with words in it.
    for wish in [
        json!({ "do": "place", "kind": "lived", "place": { "area": markers.of("area") }, "note": markers.of("note") }),
        json!({ "do": "set_name", "name": markers.of("long").repeat(50) }),
        json!({ "do": "take_back_answer", "finder": markers.of("finder") }),
    ] {
        let answer = phone.do_it(command(wish.clone())).await;
        assert!(matches!(answer, Answer::Refused(_)), "{wish}: {answer:?}");
    }
    let words: Value =
        server.http().post("/api/words", Some(phone.token()), &json!({})).await.json();
    let words = words["words"].as_str().unwrap().to_owned();
    let back = json!({ "code": server.code, "words": words });
    let back: Value = server.http().post("/api/return", None, &back).await.json();
    markers.0.extend([words, back["token"].as_str().unwrap().to_owned()]);
}

/// Says something as the facilitator, and makes another board.
async fn run_the_board(server: &Server, markers: &mut Markers) {
    let leader = Client::open(server.address, &server.facilitator).await;
    let sticker = *leader.board().stickers.keys().next().unwrap();
    let guest = leader.board().guest_names[0].guest.clone();
    markers.0.push(guest.to_string());
    let finder = json!({ "id": "q-1", "question": markers.of("question"), "hint": markers.of("hint"), "form": { "form": "choice", "options": [{ "id": "a", "label": markers.of("option") }, { "id": "b", "label": "b" }], "many": false }, "threshold": 1, "live": false });
    for wish in [
        json!({ "do": "put_finder", "finder": finder }),
        json!({ "do": "set_name_hidden", "guest": guest, "hidden": true, "why": { "reason": "hurtful", "words": markers.of("why") } }),
        json!({ "do": "set_hidden", "seq": sticker, "hidden": true, "why": { "reason": "hurtful", "words": markers.of("why") } }),
    ] {
        let answer = leader.do_it(command(wish.clone())).await;
        assert!(matches!(answer, Answer::Changed(_)), "{wish}: {answer:?}");
    }
    let http = server.http();
    let made = json!({ "title": markers.of("title"), "copy": true });
    let made: Value = http.post("/api/boards", Some(&server.facilitator), &made).await.json();
    let secret = |url: &str| url.rsplit_once('#').unwrap().1.to_owned();
    for link in
        [&made["links"]["join_url"], &made["links"]["display_url"], &made["facilitator_url"]]
    {
        markers.0.push(secret(link.as_str().unwrap()));
    }
    let bad = json!({ "title": markers.of("title"), "geojson": format!("{{\"{}", markers.of("geojson")) });
    assert_eq!(http.post("/api/boards", Some(&server.facilitator), &bad).await.status, 422);
}

/// Says everything that is wrong, with a word in it.
async fn misbehave(server: &Server, markers: &mut Markers) {
    let token = server.http().join(&server.code).await.token;
    markers.0.push(token.clone());
    for text in [
        markers.of("text"),
        json!({ "t": markers.of("type") }).to_string(),
        json!({ "t": "hello", "protocol": 9, "token": markers.of("token"), "rev": 0 }).to_string(),
        json!({ "t": "command", "id": markers.of("id"), "command": { "do": markers.of("do") } })
            .to_string(),
        markers.of("long").repeat(5_000),
    ] {
        Wire::open(server.address).await.say_text(text.clone()).await;
        let mut late = Wire::hello(server.address, &token).await;
        late.say_text(text).await;
        late.hear_close().await;
    }
    strange_requests(server.http(), markers).await;
    raw(server, format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", markers.of("raw"))).await;
    raw(server, format!("{}\r\n\r\n", markers.of("verb"))).await;
}

async fn strange_requests(http: Http, markers: &mut Markers) {
    let unknown = markers.of("bearer");
    for path in ["/", "/api/", "/api/qr/", "/api/definitions/", "/assets/", "/ws?", "/?"] {
        let path = format!("{path}{}", markers.of("path"));
        http.get(&path, Some(&unknown)).await;
        http.post(&path, Some(&unknown), &json!({ "code": markers.of("code") })).await;
    }
    // As long as a token is, and opening nothing.
    let unknown = "Zq3xKf9LmPw7RtYb2NcVdA";
    markers.0.push(unknown.to_owned());
    for path in ["/api/snapshot", "/api/board", "/api/words", "/api/links"] {
        http.get(path, Some(unknown)).await;
        http.post(path, Some(unknown), &json!({})).await;
    }
    http.post("/api/join", None, &json!({ "code": markers.of("code") })).await;
    let lost = json!({ "code": markers.of("code"), "words": markers.of("words") });
    http.post("/api/return", None, &lost).await;
    http.post_bytes("/api/join", None, markers.of("body").into_bytes()).await;
    markers.0.push("203.0.113.77".to_owned());
    let headers =
        ["origin", "referer", "user-agent", "cookie", "x-forwarded-host", "accept-language"];
    for header in headers {
        let value = markers.of(header);
        http.get_with("/", unknown, &[(header, &value), ("x-forwarded-for", "203.0.113.77")]).await;
    }
}

async fn raw(server: &Server, text: String) {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let _ = stream.read(&mut [0; 512]).await;
}

/// What is said of data that were changed behind the program's back. The other board goes on.
async fn damaged(data: DataFolder, start: Start<'_>, markers: &Markers) {
    let changed = "UPDATE entries SET body = ?1 WHERE rev = 3";
    data.database().execute(changed, [&markers.0[0]]).unwrap();
    let checked = Command::new(program()).arg("check").arg("--data").arg(data.path()).output();
    let checked = checked.unwrap();
    assert!(!checked.status.success(), "the damage is noticed");
    markers.assert_absent(&String::from_utf8_lossy(&[checked.stdout, checked.stderr].concat()));
    let server = Server::start_with(data, start).await;
    assert!(server.said().contains("damaged"), "{}", server.said());
    server.http().get("/api/snapshot", Some(&server.display)).await;
    markers.assert_absent(&server.said());
}
