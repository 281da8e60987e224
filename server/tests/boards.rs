//! Making boards, side by side on one server.
#![allow(clippy::unwrap_used)]

mod edge;

use edge::http::{get, post};
use edge::{Screen, Server};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::limits::UPLOAD_BYTES;
use serde_json::{Value, json};

/// A park with a lake in it, and two islands.
fn areas() -> Value {
    let square = |west: f64, south: f64, side: f64| {
        let (east, north) = (west + side, south + side);
        json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
    };
    json!({ "type": "FeatureCollection", "features": [
        { "type": "Feature", "properties": { "name": "Park" }, "geometry": { "type": "Polygon",
          "coordinates": [square(5.0, 52.0, 0.1), square(5.04, 52.04, 0.02)] } },
        { "type": "Feature", "properties": { "name": "Islands" }, "geometry": {
          "type": "MultiPolygon",
          "coordinates": [[square(5.2, 52.0, 0.05)], [square(5.3, 52.0, 0.05)]] } },
    ] })
}

fn token_of(url: &Value) -> String {
    url.as_str().unwrap().split('#').nth(1).unwrap().to_owned()
}

async fn made(server: &Server, token: &str, body: &Value) -> Value {
    let answer = post(server.address, "/api/boards", token, body).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    answer.json()
}

async fn summary(server: &Server, token: &str) -> Value {
    let bearer = format!("Bearer {token}");
    get(server.address, "/api/board", &[("Authorization", &bearer)]).await.json()
}

async fn participant(server: &Server, created: &Value) -> Screen {
    let code = &created["links"]["join_code"];
    let joined = post(server.address, "/api/join", "", &json!({ "code": code })).await.json();
    Screen::welcomed(server.address, joined["token"].as_str().unwrap()).await
}

#[tokio::test]
async fn r9_2_a_board_from_a_file_is_used_beside_another() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let body = json!({ "title": "Our park", "geojson": areas().to_string() });
    let created = made(&server, &facilitator, &body).await;
    let mut here = server.screen(Role::Participant).await;
    let mut there = participant(&server, &created).await;
    assert_ne!(here.welcome["definition"], there.welcome["definition"]);
    let start = get(server.address, "/", &[]).await;
    assert_eq!(start.header("Link"), None, "which definition is needed depends on the board");
    let path = format!("/api/definitions/{}", there.welcome["definition"].as_str().unwrap());
    let definition = get(server.address, &path, &[]).await.json();
    assert_eq!(definition["title"], "Our park");
    assert_eq!(definition["areas"][0]["polygons"][0].as_array().unwrap().len(), 2);
    assert_eq!(definition["areas"][1]["polygons"].as_array().unwrap().len(), 2);

    here.place("govan", "here").await;
    assert_eq!(here.hear("ack").await["outcome"], json!({ "is": "changed" }));
    there.place("park", "there").await;
    assert_eq!(there.hear("ack").await["outcome"], json!({ "is": "changed" }));
    there.place("govan", "nowhere").await;
    assert_eq!(there.hear("refused").await["code"], "unknown_area");
}

/// A file with one area of this geometry.
fn with(kind: &str, coordinates: &str) -> String {
    let geometry = format!(r#"{{"type":"{kind}","coordinates":{coordinates}}}"#);
    format!(
        r#"{{"type":"FeatureCollection","features":[
            {{"type":"Feature","properties":{{"name":"A"}},"geometry":{geometry}}}]}}"#
    )
}

/// Bad files, and what somebody is told of each. `shared/tests/tailor.rs` has more of them.
fn bad_files() -> Vec<(String, &'static str)> {
    let good = areas().to_string();
    let ring = "[[5,52],[6,52],[6,53],[5,52]]";
    vec![
        (String::new(), "it is empty"),
        ("no text".to_owned(), "this is not JSON"),
        (good[..good.len() / 2].to_owned(), "it ends too early"),
        ("{}".to_owned(), "FeatureCollection"),
        (r#"{"features":[]}"#.to_owned(), "there are no areas"),
        (with("Polygon", "null"), "its geometry cannot be read"),
        (with("Point", "[5,52]"), "its shape is a Point"),
        (with("Polygon", "[[[\"5\",\"52\"]]]"), "its geometry cannot be read"),
        (with("Polygon", "[[[5,52],[6,52],[6,53],[5,53]]]"), "does not close"),
        (with("Polygon", "[[[5,52],[6,52],[5,52]]]"), "too few points"),
        (with("Polygon", "[[[5,52],[6,53],[6,52],[5,53],[5,52]]]"), "crosses or touches itself"),
        (with("Polygon", "[[[55.8,-4.3],[55.9,-4.3],[55.9,-4.2],[55.8,-4.3]]]"), "latitude first"),
        (
            with("Polygon", "[[[258000,665000],[258900,665000],[258900,665900],[258000,665000]]]"),
            "not on the globe",
        ),
        (with("Polygon", &format!("[{ring},[[8,52],[8.1,52],[8.1,52.1],[8,52]]]")), "not inside"),
        (with("MultiPolygon", &format!("[[{ring}],[{ring}]]")), "it overlaps polygon 1"),
        (good.replace("name", "nom"), "`name` is missing"),
        (good.replace("\"name\"", "\"id\":1,\"name\""), "used more than once"),
        (" ".repeat(UPLOAD_BYTES + 1), "5 MB is the most"),
    ]
}

#[tokio::test]
async fn r9_3_a_bad_file_is_refused_and_the_board_in_use_is_untouched() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let mut phone = server.screen(Role::Participant).await;
    phone.place("govan", "").await;
    phone.hear("ack").await;
    let before = server.room().await.state_hash();
    for (text, words) in bad_files() {
        let body = json!({ "geojson": text });
        let answer = post(server.address, "/api/boards", &facilitator, &body).await;
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (422, &json!("bad_board")), "{words}");
        assert!(problem["faults"][0].as_str().unwrap().contains(words), "{problem}");
    }
    let both = json!({ "geojson": areas().to_string(), "areas": ["govan"] });
    assert_eq!(post(server.address, "/api/boards", &facilitator, &both).await.status, 400);
    assert_eq!(server.room().await.state_hash(), before);
    phone.place("govan", "still here").await;
    assert_eq!(phone.hear("ack").await["rev"], 3);
}

#[tokio::test]
async fn r9_4_a_copy_has_the_plan_and_nothing_of_anybody() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let mut desk = Screen::welcomed(server.address, &facilitator).await;
    let mut phone = server.screen(Role::Participant).await;
    phone.place("govan", "mine alone").await;
    phone.hear("ack").await;
    desk.command(json!({ "do": "put_activity", "activity": {
        "id": "walk", "kind": "break", "title": "A walk", "state": "closed" } }))
        .await;
    desk.hear("ack").await;
    desk.command(json!({ "do": "go_to", "activity": "walk" })).await;
    desk.hear("ack").await;
    let created = made(&server, &facilitator, &json!({ "copy": true, "title": "Again" })).await;
    let bearer = format!("Bearer {}", token_of(&created["facilitator_url"]));
    let asked = [("Authorization", bearer.as_str())];
    let copy = get(server.address, "/api/snapshot", &asked).await.json();
    let steps = copy["agenda"]["activities"].as_array().unwrap();
    let walk = steps.iter().find(|step| step["id"] == "walk").unwrap();
    assert_eq!(walk["state"], "closed");
    assert_ne!(copy["agenda"]["now"], "walk");
    assert_eq!(copy["stickers"]["groups"], json!([]));
    assert!(!copy.to_string().contains("mine alone"));
    let own = summary(&server, &token_of(&created["facilitator_url"])).await;
    assert_eq!((&own["title"], &own["stickers"]), (&json!("Again"), &json!(0)));
}

#[tokio::test]
async fn r9_5_a_list_can_say_how_each_board_stands() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let mut phone = server.screen(Role::Participant).await;
    phone.place("govan", "").await;
    phone.hear("ack").await;
    let before = summary(&server, &facilitator).await;
    assert_eq!((&before["stickers"], &before["ended"]), (&json!(1), &json!(false)));
    assert_eq!(before["join_code"], server.join_code);
    assert!(before["starts"][0]["agenda"].as_array().unwrap().len() > 3);
    let token = server.token(Role::Participant).await;
    assert_eq!(summary(&server, &token).await["code"], "wrong_role");
}

#[tokio::test]
async fn r9_6_nobody_new_joins_a_board_that_was_put_away() {
    let server = Server::start().await;
    let mut desk = server.screen(Role::Facilitator).await;
    desk.command(json!({ "do": "set_archived", "archived": true })).await;
    desk.hear("ack").await;
    let body = json!({ "code": server.join_code });
    let refused = post(server.address, "/api/join", "", &body).await;
    assert_eq!((refused.status, &refused.json()["code"]), (410, &json!("archived")));
    desk.command(json!({ "do": "set_archived", "archived": false })).await;
    desk.hear("ack").await;
    assert_eq!(post(server.address, "/api/join", "", &body).await.status, 200);
}

#[tokio::test]
async fn r9_7_a_board_that_nobody_has_open_is_let_go_and_comes_back() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let body = json!({ "geojson": areas().to_string() });
    let created = made(&server, &facilitator, &body).await;
    let mut phone = participant(&server, &created).await;
    phone.place("park", "kept").await;
    phone.hear("ack").await;
    // The server's own board, which nobody has open, and not this one.
    assert_eq!([server.app.rooms().rest(), server.app.rooms().rest()], [0, 1]);
    phone.leave().await;
    // The connection's task ends a moment after its last word.
    let mut let_go = 0;
    while let_go == 0 {
        let_go = server.app.rooms().rest();
        tokio::task::yield_now().await;
    }
    let token = token_of(&created["facilitator_url"]);
    assert_eq!(summary(&server, &token).await["stickers"], 1);
    let mut back = participant(&server, &created).await;
    back.place("park", "again").await;
    assert_eq!(back.hear("ack").await["rev"], 3);
}

#[tokio::test]
async fn r9_1_boards_of_several_definitions_are_there_after_a_restart() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let park = made(&server, &facilitator, &json!({ "geojson": areas().to_string() })).await;
    let town = made(&server, &facilitator, &json!({ "areas": ["govan"], "title": "Govan" })).await;
    for (board, area) in [(&park, "islands"), (&town, "govan")] {
        let mut phone = participant(&server, board).await;
        phone.place(area, "").await;
        phone.hear("ack").await;
    }
    let server = server.again().await;
    for (board, area) in [(&town, "govan"), (&park, "islands")] {
        let own = summary(&server, &token_of(&board["facilitator_url"])).await;
        assert_eq!(own["stickers"], 1, "{own}");
        let mut phone = participant(&server, board).await;
        let path = format!("/api/definitions/{}", phone.welcome["definition"].as_str().unwrap());
        assert_eq!(get(server.address, &path, &[]).await.status, 200);
        phone.place(area, "").await;
        assert_eq!(phone.hear("ack").await["rev"], 3);
    }
}

#[tokio::test]
async fn r9_4_a_copy_has_nobodys_answers() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let mut desk = Screen::welcomed(server.address, &facilitator).await;
    let mut phone = server.screen(Role::Participant).await;
    desk.command(json!({ "do": "set_finder_open", "finder": "say", "open": true })).await;
    desk.hear("ack").await;
    let answer = json!({ "form": "line", "at": { "kind": "point", "value": 640 } });
    phone.command(json!({ "do": "answer", "finder": "say", "answer": answer })).await;
    assert_eq!(phone.hear("ack").await["outcome"], json!({ "is": "changed" }));
    let created = made(&server, &facilitator, &json!({ "copy": true })).await;
    let fresh = made(&server, &facilitator, &json!({})).await;
    let finders = async |board: &Value| {
        let bearer = format!("Bearer {}", token_of(&board["facilitator_url"]));
        let asked = [("Authorization", bearer.as_str())];
        get(server.address, "/api/snapshot", &asked).await.json()["finders"].clone()
    };
    assert_eq!(finders(&created).await, finders(&fresh).await);
}

#[tokio::test]
async fn r9_10_a_legend_in_own_words_is_what_people_put() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let work = json!({ "label": "I work here", "short": "work here", "precision": "exact",
                       "shape": "star", "colour": "sky" });
    let body = json!({ "title": "Work", "kinds": [work, "lived"] });
    let created = made(&server, &facilitator, &body).await;
    let mut phone = participant(&server, &created).await;
    let path = format!("/api/definitions/{}", phone.welcome["definition"].as_str().unwrap());
    let definition = get(server.address, &path, &[]).await.json();
    assert_eq!(definition["kinds"][0]["id"], "i-work-here");
    assert_eq!(definition["kinds"][1]["id"], "lived");
    let spot = |kind: &str| json!({ "do": "place", "kind": kind, "place": { "point": [-431878, 5586119] } });
    phone.command(spot("i-work-here")).await;
    assert_eq!(phone.hear("ack").await["outcome"], json!({ "is": "changed" }));
    phone.command(spot("visited")).await;
    assert_eq!(phone.hear("refused").await["code"], "unknown_kind");
}

#[tokio::test]
async fn r9_10_a_legend_that_cannot_be_makes_no_board() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let kind = |label: &str, shape: &str| {
        json!({ "label": label, "short": label, "precision": "area", "shape": shape,
                "colour": "sky" })
    };
    for (kinds, words) in [
        (json!([]), "there is no sticker in it"),
        (json!([kind("I sit", "star"), kind("I run", "star")]), "the same shape as sticker 1"),
        (json!([kind(" ", "star")]), "what people say with it is missing"),
        (json!(["elsewhere"]), "sticker 1: it is not in the legend"),
    ] {
        let body = json!({ "title": "Ours", "kinds": kinds });
        let answer = post(server.address, "/api/boards", &facilitator, &body).await;
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (422, &json!("bad_board")), "{words}");
        assert!(problem["faults"][0].as_str().unwrap().contains(words), "{problem}");
    }
    let mut odd = kind("I sit", "star");
    odd["size"] = json!(3);
    for body in [
        json!({ "kinds": [odd] }),
        json!({ "kinds": [kind("I sit", "cross")] }),
        json!({ "steps": ["close"] }),
        json!({ "start": "long" }),
        json!({ "start": "short", "copy": true }),
        json!({ "activities": [], "without_agenda": true }),
    ] {
        let answer = post(server.address, "/api/boards", &facilitator, &body).await;
        assert_eq!((answer.status, &answer.json()["code"]), (400, &json!("bad_request")), "{body}");
    }
}

/// What a board's facilitator sees of its agenda and questions: their ids.
async fn plan(server: &Server, created: &Value) -> (Vec<String>, Vec<String>) {
    let bearer = format!("Bearer {}", token_of(&created["facilitator_url"]));
    let asked = [("Authorization", bearer.as_str())];
    let board = get(server.address, "/api/snapshot", &asked).await.json();
    let ids = |list: &Value| -> Vec<String> {
        let id = |one: &Value| one["id"].as_str().unwrap().to_owned();
        list.as_array().unwrap().iter().map(id).collect()
    };
    (ids(&board["agenda"]["activities"]), ids(&board["finders"]))
}

#[tokio::test]
async fn r9_11_a_board_has_the_chosen_activities_and_their_questions() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let body = json!({ "title": "Ours", "activities": ["knowledge", "stickers"] });
    let created = made(&server, &facilitator, &body).await;
    let (steps, questions) = plan(&server, &created).await;
    assert_eq!(steps, ["knowledge", "stickers"]);
    assert!(questions.contains(&"knowledge".to_owned()) && !questions.contains(&"tea".to_owned()));
    let bare = json!({ "title": "Ours", "without_agenda": true });
    let (steps, questions) = plan(&server, &made(&server, &facilitator, &bare).await).await;
    assert!(steps.is_empty());
    assert!(questions.contains(&"tea".to_owned()), "without an agenda all questions are there");
    let unknown = json!({ "activities": ["elsewhere"] });
    assert_eq!(post(server.address, "/api/boards", &facilitator, &unknown).await.status, 422);
}

#[tokio::test]
async fn r9_12_what_is_offered_as_a_start_is_what_a_board_begins_with() {
    let server = Server::start().await;
    let facilitator = server.token(Role::Facilitator).await;
    let offers = summary(&server, &facilitator).await["starts"].clone();
    let names: Vec<_> = offers.as_array().unwrap().iter().map(|one| &one["start"]).collect();
    assert_eq!(names, ["full", "short"]);
    for offer in offers.as_array().unwrap() {
        let body = json!({ "title": "Ours", "start": offer["start"] });
        let created = made(&server, &facilitator, &body).await;
        let (steps, _) = plan(&server, &created).await;
        let offered = offer["agenda"].as_array().unwrap();
        assert_eq!(
            steps,
            offered.iter().map(|step| step["id"].as_str().unwrap()).collect::<Vec<_>>()
        );
        let phone = participant(&server, &created).await;
        let path = format!("/api/definitions/{}", phone.welcome["definition"].as_str().unwrap());
        let definition = get(server.address, &path, &[]).await.json();
        assert_eq!((&definition["kinds"], &definition["title"]), (&offer["kinds"], &json!("Ours")));
        assert!(definition["areas"].as_array().unwrap().len() > 5, "it has the server's map");
    }
}
