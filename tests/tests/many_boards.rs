//! Many boards on one server, all in use, while somebody makes another from a large file.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::wire::Created;
use kenspeckle_tests::{AREAS, Answer, Client, Server, place_in};
use serde_json::{Value, json};

const BOARDS: usize = 40;
const ROUNDS: usize = 8;
/// Points of the large file: about 1 MB of text.
const POINTS: usize = 20_000;
/// Times are measured, not tested; but beyond this something is broken.
const ACKED_IN: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r9_8_no_board_waits_for_another() {
    let server = Server::fresh().await;
    let http = server.http();
    let mut phones = Vec::new();
    for _ in 0..BOARDS {
        let made = http.post("/api/boards", Some(&server.facilitator), &json!({})).await;
        let code = made.json::<Created>().links.join_code;
        phones.push((Client::join(server.address, &code).await, code));
    }
    let alone = rounds(&phones[..1]).await;
    let together = rounds(&phones).await;
    let file = json!({ "geojson": large().to_string() });
    let making = http.post("/api/boards", Some(&server.facilitator), &file);
    let (beside, made) = tokio::join!(rounds(&phones), making);
    assert_eq!(made.status, 200, "{}", made.text());
    for (name, times) in
        [("alone", &alone), ("with 39 others", &together), ("beside a large file", &beside)]
    {
        let (p50, p95, max) = spread(times);
        eprintln!("a board {name}: acked in {p50:?} (p50), {p95:?} (p95), {max:?} (max)");
        assert!(max < ACKED_IN, "an ack took {max:?}");
    }
    for (place, (_, code)) in phones.iter().enumerate() {
        let stickers = http.snapshot(code).await.stickers;
        let rounds = if place == 0 { 3 * ROUNDS } else { 2 * ROUNDS };
        assert_eq!(stickers.groups.iter().map(|group| group.seq.len()).sum::<usize>(), rounds);
    }
}

/// Everybody places one sticker after another; gives how long each waited for its ack.
async fn rounds(phones: &[(Client, String)]) -> Vec<Duration> {
    let one = async |phone: &Client| {
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            let start = Instant::now();
            let id: CommandId = phone.ask(place_in(AREAS[round % AREAS.len()]));
            assert!(matches!(phone.answer(id).await, Answer::Changed(_)));
            times.push(start.elapsed());
        }
        times
    };
    join_all(phones.iter().map(|(phone, _)| one(phone))).await.concat()
}

/// Fifty areas of four hundred points each.
fn large() -> Value {
    let area = |number: usize| {
        let (west, sides) = (5.0 + number as f64, POINTS / 50);
        let point = |nth: usize| {
            let turn = nth as f64 / sides as f64 * std::f64::consts::TAU;
            json!([west + 0.4 * turn.cos(), 52.0 + 0.4 * turn.sin()])
        };
        let ring: Vec<_> = (0..sides).chain([0]).map(point).collect();
        json!({ "type": "Feature", "properties": { "name": format!("Round {number}") },
                "geometry": { "type": "Polygon", "coordinates": [ring] } })
    };
    json!({ "type": "FeatureCollection", "features": (0..50).map(area).collect::<Vec<_>>() })
}

fn spread(times: &[Duration]) -> (Duration, Duration, Duration) {
    let mut times = times.to_vec();
    times.sort();
    (times[times.len() / 2], times[times.len() * 95 / 100], times[times.len() - 1])
}
