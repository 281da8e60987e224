//! Where things are, and what must not be known of it (section 5).

use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::geography::Geography;
use kenspeckle_shared::position::Position;
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::Audience;
use kenspeckle_tests::{Answer, Client, DataFolder, Server, Start, command, place_in, visit};
use serde_json::json;

use super::everybody_goes_on;

/// A point of the city; nothing else has such digits.
const HOME: [i32; 2] = [-423_917, 5_587_263];

async fn definition(server: &Server) -> Definition {
    let snapshot = server.http().snapshot(&server.code).await;
    let path = format!("/api/definitions/{}", snapshot.definition);
    server.http().get(&path, None).await.json()
}

#[tokio::test]
async fn r5_1_the_point_of_an_area_sticker_is_refused_and_left_nowhere() {
    let loud = Start { arguments: &["--log", "trace"], ..Start::default() };
    let server = Server::start_with(DataFolder::new(), loud).await;
    let watcher = Client::open(server.address, &server.facilitator).await;
    let phone = Client::join(server.address, &server.code).await;
    let telltale = command(json!({ "do": "place", "kind": "lived", "place": { "point": HOME } }));
    assert_eq!(phone.do_it(telltale).await, Answer::Refused(RefusalCode::WrongPlace));
    // A page that means well asks for an area, and that works.
    let placed = phone.ask(place_in("red-road"));
    phone.answer(placed).await;
    let telltale = json!({
        "do": "change", "sticker": placed, "kind": "lived", "place": { "point": HOME }
    });
    assert_eq!(phone.do_it(command(telltale)).await, Answer::Refused(RefusalCode::WrongPlace));
    everybody_goes_on(&server, &watcher).await;

    let shown = server.http().get("/api/snapshot", Some(&server.facilitator)).await.text();
    let heard = [&watcher, &phone].map(|screen| screen.look(|mind| mind.heard.clone()));
    let said = server.said();
    assert!(said.contains("DEBUG") || said.contains("TRACE"), "the log is as verbose as it gets");
    let log = server.data.log_at_work();
    let stored = serde_json::to_string(&log.replay_all()).unwrap();
    let data = server.kill();
    for part in HOME.map(|part| part.to_string()) {
        for (text, of) in [
            (&shown, "the snapshot"),
            (&heard[0], "a frame"),
            (&heard[1], "an answer"),
            (&said, "the log file"),
            (&stored, "the board"),
        ] {
            assert!(!text.contains(&part), "{part} is in {of}");
        }
        assert!(data.files_with(part.as_bytes()).is_empty(), "{part} is in the data folder");
    }
}

#[tokio::test]
async fn r5_1_an_area_sticker_stands_at_a_stand_in_of_its_area() {
    let server = Server::fresh().await;
    let geography = Geography::new(&definition(&server).await);
    let phone = Client::join(server.address, &server.code).await;
    for nth in 0..3 {
        let Answer::Changed(rev) = phone.do_it(place_in("govan")).await else { panic!("not put") };
        phone.until_rev(rev).await;
        let view = phone.board().stickers[&rev].clone();
        assert_eq!(Some(view.at), geography.stand_in(&"govan".into(), nth));
        assert_eq!(geography.area_at(view.at), Some("govan".into()));
    }
}

#[tokio::test]
async fn r5_2_a_street_point_is_rounded_also_when_the_page_did_not() {
    let server = Server::fresh().await;
    let grid = definition(&server).await.street_grid;
    let at = Position::from(HOME);
    assert_ne!(at, at.snapped(grid));
    let phone = Client::join(server.address, &server.code).await;
    let Answer::Changed(rev) = phone.do_it(visit(HOME[0], HOME[1])).await else {
        panic!("not put")
    };
    phone.until("my card", |mind| !mind.card.stickers.is_empty()).await;
    assert_eq!(phone.look(|mind| mind.card.stickers[0].at), Some(at.snapped(grid)));
    assert_eq!(phone.board().stickers[&rev].at, at.snapped(grid));
    let data = server.kill();
    assert!(data.files_with(format!("{},{}", HOME[0], HOME[1]).as_bytes()).is_empty());
}

#[tokio::test]
async fn r5_3_a_point_off_the_map_is_refused() {
    let server = Server::fresh().await;
    let watcher = Client::open(server.address, &server.display).await;
    let phone = Client::join(server.address, &server.code).await;
    let (most, least) = (i32::MAX, i32::MIN);
    for [lon, lat] in
        [[0, 0], [5_586_300, -425_600], [-18_000_000, 9_000_000], [most, most], [least, least]]
    {
        let answer = phone.do_it(visit(lon, lat)).await;
        assert_eq!(answer, Answer::Refused(RefusalCode::OutOfBounds), "{lon} {lat}");
    }
    everybody_goes_on(&server, &watcher).await;
}

#[tokio::test]
async fn r5_4_a_point_belongs_to_the_area_around_it_or_to_none() {
    let server = Server::fresh().await;
    let definition = definition(&server).await;
    let geography = Geography::new(&definition);
    let phone = Client::join(server.address, &server.code).await;
    let [west, south, ..] = definition.bounds;
    let points =
        definition.areas.iter().map(|area| area.centre).chain([Position { lon: west, lat: south }]);
    for at in points {
        let Answer::Changed(rev) = phone.do_it(visit(at.lon, at.lat)).await else {
            panic!("not put")
        };
        phone.until_rev(rev).await;
        let view = phone.board().stickers[&rev].clone();
        assert_eq!(view.area, geography.area_at(at.snapped(definition.street_grid)), "{at:?}");
    }
    assert!(phone.board().stickers.values().any(|sticker| sticker.area.is_none()));
}

#[tokio::test]
async fn r8_2_words_names_and_points_are_stored_apart() {
    let server = Server::fresh().await;
    let phone = Client::join(server.address, &server.code).await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    facilitator.do_it(kenspeckle_tests::open("knowledge", true)).await;
    let mut visited = visit(HOME[0], HOME[1]);
    if let kenspeckle_shared::command::Command::Place { note, .. } = &mut visited {
        *note = Some("The steamie".to_owned());
    }
    phone.do_it(visited).await;
    phone.do_it(command(json!({ "do": "set_name", "name": "Senga" }))).await;
    let own = json!({
        "do": "answer", "finder": "knowledge",
        "answer": { "form": "knowledge", "chosen": [], "own": "Doocots" }
    });
    assert!(matches!(phone.do_it(command(own)).await, Answer::Changed(_)));
    let shown = phone.look(|mind| mind.card.stickers[0].at).unwrap();
    let data = server.kill();
    let stored = [column(&data, "body"), column(&data, "personal")];
    let mut log = data.log();
    let opened = log.entries.iter().filter_map(|entry| entry.personal.as_ref());
    let opened: String = opened.map(|part| serde_json::to_string(part).unwrap()).collect();
    for words in ["The steamie", "Senga", "Doocots", &format!("{},{}", shown.lon, shown.lat)] {
        let holds = |bytes: &Vec<u8>| bytes.windows(words.len()).any(|at| at == words.as_bytes());
        assert!(!stored.iter().any(holds), "{words} can be read as it is stored");
        assert!(opened.contains(words), "{words} is in no personal part");
    }
    log.entries.iter_mut().for_each(|entry| entry.personal = None);
    let board = log.shown_at(log.last(), Audience::Facilitator);
    assert!(board.finders.contains_key(&"knowledge".into()), "without it the rest still applies");
}

fn column(data: &DataFolder, name: &str) -> Vec<u8> {
    let copy = data.copy();
    let database = copy.database();
    let mut rows = database.prepare(&format!("SELECT CAST({name} AS BLOB) FROM entries")).unwrap();
    let rows = rows.query_map([], |row| row.get::<_, Option<Vec<u8>>>(0)).unwrap();
    rows.flat_map(|row| row.unwrap().unwrap_or_default()).collect()
}
