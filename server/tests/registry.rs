//! Boards, tokens and words, on a real database.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::time::Duration;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::sqlite::Database;
use kenspeckle_server::registry::{Network, Registry, RegistryFault};
use kenspeckle_server::tokens::Token;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::limits::{GUESS_DELAY_MS, NEW_WORDS, WRONG_CODES};
use tempfile::{TempDir, tempdir};
use tokio::time::Instant;
use uuid::Uuid;

struct Office {
    folder: TempDir,
    database: Database,
    registry: Registry,
}

fn office() -> Office {
    let folder = tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    let registry = Registry::new(database.clone(), Clock::from_fn(|| 1_790_000_000_000));
    Office { folder, database, registry }
}

fn network(address: &str) -> Network {
    Network::of(address.parse().unwrap())
}

fn anywhere() -> Network {
    network("192.0.2.1")
}

impl Office {
    /// Says whether any file of the data folder holds these bytes.
    fn holds(&self, bytes: &[u8]) -> bool {
        let mut files = fs::read_dir(self.folder.path()).unwrap();
        files.any(|file| {
            let file = fs::read(file.unwrap().path()).unwrap();
            file.windows(bytes.len()).any(|window| window == bytes)
        })
    }
}

#[tokio::test]
async fn the_servers_own_board_of_a_definition_is_made_once() {
    let office = office();
    let own = office.registry.open_or_create("gowell-glasgow").await.unwrap();
    let other = office.registry.create("gowell-glasgow").await.unwrap();
    assert_eq!(office.registry.open_or_create("gowell-glasgow").await.unwrap(), own);
    let elsewhere = office.registry.open_or_create("leith").await.unwrap();
    let ids = [&own.id, &other.id, &elsewhere.id];
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    assert_ne!(own.epoch, other.epoch);
    assert_eq!(own.created_ms, 1_790_000_000_000);
    assert_eq!(office.registry.board(&other.id).await.unwrap(), Some(other.clone()));
    assert_eq!(office.registry.board(&"nowhere".into()).await.unwrap(), None);
    assert_eq!(office.registry.boards().await.unwrap(), [own, other, elsewhere]);
}

#[tokio::test]
async fn r2_2_a_join_code_finds_its_board_however_it_is_typed() {
    let office = office();
    let board = office.registry.create("gowell-glasgow").await.unwrap();
    let code = board.join_code.as_str();
    let (first, second) = code.split_at(3);
    for typed in [code.to_owned(), code.to_lowercase(), format!(" {first} - {second}")] {
        assert_eq!(
            office.registry.board_by_code(&typed, anywhere()).await.unwrap(),
            board,
            "{typed}"
        );
    }
}

#[tokio::test]
async fn boards_are_there_after_opening_again() {
    let office = office();
    let board = office.registry.create("gowell-glasgow").await.unwrap();
    let (token, grant) = office.registry.invite(&board.id, Role::Display).await.unwrap();
    office.database.close().await.unwrap();
    let database = Database::open(office.folder.path()).unwrap();
    let registry = Registry::new(database, Clock::system());
    assert_eq!(registry.boards().await.unwrap(), [board]);
    assert_eq!(registry.grant(&token).await.unwrap(), Some(grant));
}

#[tokio::test]
async fn r2_3_only_the_hash_of_a_token_is_stored() {
    let office = office();
    let board = office.registry.create("gowell-glasgow").await.unwrap();
    for role in [Role::Participant, Role::Display, Role::Facilitator] {
        let (token, grant) = office.registry.invite(&board.id, role).await.unwrap();
        assert_eq!((&grant.board, grant.actor.role), (&board.id, role));
        assert_eq!(office.registry.grant(&token).await.unwrap(), Some(grant));
        assert!(!office.holds(token.reveal().as_bytes()), "the token is not in the folder");
        assert!(office.holds(&token.hash()), "its hash is");
    }
}

#[tokio::test]
async fn a_token_opens_what_it_was_made_for_and_nothing_else() {
    let office = office();
    let board = office.registry.create("gowell-glasgow").await.unwrap();
    assert_eq!(office.registry.grant(&Token::fresh().unwrap()).await.unwrap(), None);
    let nobody = Actor { id: Uuid::from_u128(1), role: Role::System };
    assert!(office.registry.issue_token(&board.id, nobody).await.is_err());
    let somebody = Actor { role: Role::Participant, ..nobody };
    assert!(office.registry.issue_token(&"nowhere".into(), somebody).await.is_err());
}

#[tokio::test]
async fn r2_5_three_words_bring_a_participant_back() {
    let office = office();
    let board = office.registry.create("gowell-glasgow").await.unwrap();
    let (token, jean) = office.registry.invite(&board.id, Role::Participant).await.unwrap();
    let words = office.registry.issue_words(&token, &jean, anywhere()).await.unwrap().reveal();
    let typed = words.to_uppercase().replace(' ', "-");
    let (other, grant) =
        office.registry.return_by_words(&board.id, &typed, anywhere()).await.unwrap();
    assert_eq!(grant, jean);
    assert_ne!(other, token);
    assert_eq!(office.registry.grant(&other).await.unwrap(), Some(jean.clone()));
    assert_eq!(office.registry.grant(&token).await.unwrap(), Some(jean));
    assert!(!office.holds(words.as_bytes()), "the words are not in the folder");
}

#[tokio::test]
async fn r2_5_new_words_make_the_older_ones_void() {
    let office = office();
    let board = office.registry.create("gowell-glasgow").await.unwrap();
    let other_board = office.registry.create("gowell-glasgow").await.unwrap();
    let (token, jean) = office.registry.invite(&board.id, Role::Participant).await.unwrap();
    let older = office.registry.issue_words(&token, &jean, anywhere()).await.unwrap().reveal();
    let newer = office.registry.issue_words(&token, &jean, anywhere()).await.unwrap().reveal();
    for (board, words) in [(&board, &older), (&other_board, &newer)] {
        let answer = office.registry.return_by_words(&board.id, words, anywhere()).await;
        assert!(matches!(answer, Err(RegistryFault::UnknownWords)));
    }
    assert!(office.registry.return_by_words(&board.id, &newer, anywhere()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn r2_5_who_has_new_words_made_without_end_is_told_to_wait_and_others_are_not() {
    let office = office();
    let registry = &office.registry;
    let board = registry.create("gowell-glasgow").await.unwrap();
    let (token, eager) = registry.invite(&board.id, Role::Participant).await.unwrap();
    let (other_token, other) = registry.invite(&board.id, Role::Participant).await.unwrap();
    for _ in 0..NEW_WORDS {
        registry.issue_words(&token, &eager, anywhere()).await.unwrap();
    }
    let answer = registry.issue_words(&token, &eager, anywhere()).await;
    assert!(matches!(answer, Err(RegistryFault::TooFast)));
    registry.issue_words(&other_token, &other, anywhere()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn r2_6_whoever_was_wrong_too_often_waits_alike_for_right_and_wrong() {
    let office = office();
    let registry = &office.registry;
    let board = registry.create("gowell-glasgow").await.unwrap();
    let other = registry.create("gowell-glasgow").await.unwrap();
    let (code, id) = (board.join_code.as_str(), &board.id);
    let (hall, home) = (network("192.0.2.1"), network("192.0.2.2"));
    registry.board_by_code(code, hall).await.unwrap();
    let begun = Instant::now();
    // Two guesses that cannot be codes at all, some words, and some that can be codes.
    for wrong in 0..WRONG_CODES {
        let guess = if wrong < 2 { "?" } else { "AAAAAA" };
        let answer = registry.board_by_code(guess, hall).await;
        assert!(matches!(answer, Err(RegistryFault::UnknownCode)), "{wrong}");
    }
    assert_eq!(begun.elapsed(), Duration::ZERO);

    // What somebody came by from there before is no guess, and elsewhere nobody notices.
    assert_eq!(registry.board_by_code(code, hall).await.unwrap(), board);
    assert_eq!(registry.board_by_code(other.join_code.as_str(), home).await.unwrap(), other);
    assert_eq!(begun.elapsed(), Duration::ZERO);

    let delay = Duration::from_millis(GUESS_DELAY_MS);
    let at = Instant::now();
    let answer = registry.board_by_code("AAAAAA", hall).await;
    assert!(matches!(answer, Err(RegistryFault::UnknownCode)));
    assert!(at.elapsed() >= delay);
    let at = Instant::now();
    let answer = registry.return_by_words(id, "apple river stone", hall).await;
    assert!(matches!(answer, Err(RegistryFault::UnknownWords)));
    assert!(at.elapsed() >= delay);

    let at = Instant::now();
    // That somebody has the board open makes its code no less of a guess.
    let (code, open) = (other.join_code.as_str(), |_: &_| Some(other.clone()));
    assert_eq!(registry.board_by_code_or(code, hall, open).await.unwrap(), other);
    assert!(at.elapsed() >= delay);

    // It is forgotten in time.
    tokio::time::advance(Duration::from_secs(u64::from(2 * WRONG_CODES))).await;
    let at = Instant::now();
    let answer = registry.board_by_code("AAAAAA", hall).await;
    assert!(matches!(answer, Err(RegistryFault::UnknownCode)));
    assert_eq!(at.elapsed(), Duration::ZERO);
}
