//! A server that stops while a hall is at work (rules 7.5 and 7.7).

use futures_util::future::join_all;
use kenspeckle_shared::limits::{RETURN_MS, RETURNS_PER_SECOND};
use kenspeckle_shared::wire::CloseCode;
use kenspeckle_tests::{AREAS, Answer, Client, Server, place_in};

const PHONES: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r7_7_a_hall_is_told_to_come_back_one_after_the_other_and_loses_nothing() {
    let mut server = Server::fresh().await;
    let (address, code) = (server.address, server.code.clone());
    let mut phones = join_all((0..PHONES).map(|_| Client::join(address, &code))).await;
    let reader = Client::open(address, &server.display).await;
    let asked: Vec<_> = phones.iter().map(|phone| phone.ask(place_in(AREAS[0]))).collect();
    // Some of them are stored, others have not arrived.
    reader.until("the first sticker", |mind| mind.rev() > 0).await;
    server.ask_to_stop();

    let mut waits = Vec::new();
    for screen in phones.iter().chain([&reader]) {
        let (number, reason) = screen.until_ended().await;
        assert_eq!(number, CloseCode::GoingAway.number());
        let wait = reason.strip_prefix("going_away ").and_then(|wait| wait.parse::<u64>().ok());
        waits.push(wait.unwrap_or_else(|| panic!("{reason}")));
    }
    assert!(server.until_stopped().await.success());
    waits.sort_unstable();
    // Each in its own place, at the pace of the rule.
    let places = 0..=PHONES as u64;
    let expected: Vec<_> = places.map(|n| RETURN_MS + n * 1_000 / RETURNS_PER_SECOND).collect();
    assert_eq!(waits, expected);

    let log = server.data.log();
    for (phone, id) in phones.iter().zip(&asked) {
        if let Some(Answer::Changed(rev)) =
            phone.look(|mind| mind.answers.get(id).map(|(answer, _)| answer.clone()))
        {
            assert_eq!(log.entries[rev as usize - 1].body.id, *id, "what was acked is stored");
        }
    }
    let server = Server::start(server.data.clone()).await;
    for (phone, id) in phones.iter_mut().zip(&asked) {
        phone.connect(server.address).await;
        phone.until_answered().await;
        phone.look(|mind| {
            let card: Vec<_> = mind.card.stickers.iter().map(|sticker| sticker.id).collect();
            assert_eq!(card, [*id], "once");
        });
    }
    let mut reader = reader;
    reader.connect(server.address).await;
    reader.until("every sticker", |mind| mind.board().stickers.len() == PHONES).await;
}
