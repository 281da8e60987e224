//! A hall of phones behind one address.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kenspeckle_tests::{AREAS, Answer, Client, Memory, Server, place_in, visit};

const PHONES: usize = 60;
const STICKERS: usize = 250;
/// Times are measured, not tested; but at ten times what is wanted something is broken.
const SLACK: u32 = 10;
const JOINED_IN: Duration = Duration::from_secs(30);
const ACKED_IN: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_7_sixty_phones_behind_one_address_are_not_too_fast_together() {
    let server = Server::fresh().await;
    let display = Client::open(server.address, &server.display).await;
    let start = Instant::now();
    let phones = join_all((0..PHONES).map(|_| Client::join(server.address, &server.code))).await;
    let joined = start.elapsed();

    let ids = place_all(&phones).await;
    let mut times = Vec::new();
    for (phone, id) in ids {
        assert!(matches!(phones[phone].answer(id).await, Answer::Changed(_)));
        times.push(phones[phone].look(|mind| mind.answers[&id].1));
    }
    times.sort();
    let (p50, p95, max) = (times[STICKERS / 2], times[STICKERS * 95 / 100], times[STICKERS - 1]);
    eprintln!("{PHONES} phones joined in {joined:?} (wanted: {JOINED_IN:?})");
    eprintln!(
        "{STICKERS} stickers in a second: acked in {p50:?} (p50), {p95:?} (p95), {max:?} (max)"
    );
    assert!(joined < JOINED_IN, "joining took {joined:?}");
    assert!(max < ACKED_IN * SLACK, "an ack took {max:?}");
    assert_equal_on_all(&server, &phones, &display).await;
}

/// Places 250 stickers evenly over one second, by all phones in turn.
async fn place_all(phones: &[Client]) -> Vec<(usize, kenspeckle_shared::ids::CommandId)> {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / STICKERS as u32);
    let mut ids = Vec::new();
    for nth in 0..STICKERS {
        pace.tick().await;
        let phone = nth % phones.len();
        let command = match nth % 3 {
            0 => visit(-425_600 + nth as i32 * 40, 5_586_300),
            _ => place_in(AREAS[nth % AREAS.len()]),
        };
        ids.push((phone, phones[phone].ask(command)));
    }
    ids
}

async fn assert_equal_on_all(server: &Server, phones: &[Client], display: &Client) {
    let board = Memory::of(server.http().snapshot(&server.code).await);
    assert_eq!(board.stickers.len(), STICKERS);
    let newcomer = Client::join(server.address, &server.code).await;
    for screen in phones.iter().chain([display, &newcomer]) {
        screen.until_rev(board.rev).await;
        assert_eq!(screen.board(), board);
        assert_eq!(screen.board().digest(), board.digest());
        screen.look(|mind| assert_eq!(mind.refused_for_now, 0, "nobody was too fast"));
    }
}
