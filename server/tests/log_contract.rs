//! What every log promises, shown on each of them.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use kenspeckle_server::log::memory::MemoryLog;
use kenspeckle_server::log::sqlite::{Database, SqliteLog};
use kenspeckle_server::log::{KeptSnapshot, Log, LogFault};
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::{Actor, Deed, ENTRY_VERSION, Entry, EntryBody, Personal};
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::position::Position;
use uuid::Uuid;

/// An entry that differs from those of other numbers.
fn entry(number: u128) -> Entry {
    let body = EntryBody {
        version: ENTRY_VERSION,
        id: Uuid::from_u128(number),
        actor: Actor { id: Uuid::from_u128(number % 7), role: Role::Participant },
        at_ms: 1_790_000_000_000,
        deed: Deed::Place { kind: "visited".into(), area: Some("govan".into()), at: None },
    };
    let at = Some(Position { lon: -425_600, lat: 5_586_300 });
    let words = number.is_multiple_of(2).then(|| format!("note {number}"));
    Entry { body, personal: Some(Personal { texts: words.into_iter().collect(), at }) }
}

fn entries(numbers: std::ops::Range<u128>) -> Vec<Entry> {
    numbers.map(entry).collect()
}

fn kept(rev: u64) -> KeptSnapshot {
    KeptSnapshot { rev, version: 1, state: b"{}".to_vec(), state_hash: "ab".to_owned() }
}

fn board(id: &str) -> BoardId {
    id.into()
}

async fn revs_are_dense_from_one<L: Log>(log: L) {
    let board = board("a");
    assert_eq!(log.append(&board, &entries(0..3)).await, Ok(1));
    assert_eq!(log.append(&board, &entries(3..4)).await, Ok(4));
    assert_eq!(log.append(&board, &entries(4..6)).await, Ok(5));
    assert_eq!(log.read_after(&board, 0, 100).await, Ok(entries(0..6)));
}

async fn no_entries_give_the_next_rev<L: Log>(log: L) {
    let board = board("a");
    assert_eq!(log.append(&board, &[]).await, Ok(1));
    log.append(&board, &entries(0..2)).await.unwrap();
    assert_eq!(log.append(&board, &[]).await, Ok(3));
    assert_eq!(log.read_after(&board, 0, 100).await, Ok(entries(0..2)));
}

async fn reads_are_bounded_and_in_order<L: Log>(log: L) {
    let board = board("a");
    log.append(&board, &entries(0..10)).await.unwrap();
    assert_eq!(log.read_after(&board, 4, 3).await, Ok(entries(4..7)));
    assert_eq!(log.read_after(&board, 9, 3).await, Ok(entries(9..10)));
    assert_eq!(log.read_after(&board, 10, 3).await, Ok(Vec::new()));
    assert_eq!(log.read_after(&board, 99, 3).await, Ok(Vec::new()));
    assert_eq!(log.read_after(&board, 0, 0).await, Ok(Vec::new()));
}

async fn boards_have_logs_of_their_own<L: Log>(log: L) {
    log.append(&board("a"), &entries(0..2)).await.unwrap();
    assert_eq!(log.append(&board("b"), &entries(5..6)).await, Ok(1));
    log.keep_snapshot(&board("a"), kept(2)).await.unwrap();
    assert_eq!(log.read_after(&board("b"), 0, 9).await, Ok(entries(5..6)));
    assert_eq!(log.read_after(&board("c"), 0, 9).await, Ok(Vec::new()));
    assert_eq!(log.kept_snapshot(&board("b")).await, Ok(None));
}

async fn what_is_appended_at_once_stays_together<L: Log>(log: L) {
    let (log, board) = (Arc::new(log), board("a"));
    let append = |writer: u128| {
        let (log, board) = (log.clone(), board.clone());
        tokio::spawn(async move {
            let mine = entries(writer * 10..writer * 10 + 3);
            (log.append(&board, &mine).await.unwrap(), mine)
        })
    };
    let writers: Vec<_> = (0..100).map(append).collect();
    for writer in writers {
        let (first, mine) = writer.await.unwrap();
        assert_eq!(log.read_after(&board, first - 1, 3).await, Ok(mine));
    }
    assert_eq!(log.append(&board, &[]).await, Ok(301));
}

async fn a_kept_snapshot_replaces_the_older_one<L: Log>(log: L) {
    let board = board("a");
    assert_eq!(log.kept_snapshot(&board).await, Ok(None));
    log.keep_snapshot(&board, kept(5)).await.unwrap();
    log.keep_snapshot(&board, kept(9)).await.unwrap();
    assert_eq!(log.kept_snapshot(&board).await, Ok(Some(kept(9))));
}

async fn what_the_erased_wrote_is_gone_and_all_else_stays<L: Log>(log: L) {
    let (one, other) = (board("a"), board("b"));
    for board in [&one, &other] {
        log.append(board, &entries(0..9)).await.unwrap();
        log.keep_snapshot(board, kept(9)).await.unwrap();
    }
    let gone = Uuid::from_u128(3);
    assert_eq!(log.erased(&one).await, Ok(Vec::new()));
    assert_eq!(log.baseline(&one).await, Ok(None));
    // Asked again, as after a fault.
    log.erase(&one, &[gone], kept(9)).await.unwrap();
    log.append(&one, &entries(11..13)).await.unwrap();
    log.erase(&one, &[gone], kept(11)).await.unwrap();
    let left = |entry: Entry| match entry.body.actor.id == gone {
        true => Entry { body: entry.body.blank(), personal: None },
        false => entry,
    };
    let expected: Vec<_> = entries(0..9).into_iter().chain(entries(11..13)).map(left).collect();
    assert_eq!(log.read_after(&one, 0, 100).await, Ok(expected));
    assert_eq!(log.baseline(&one).await, Ok(Some(kept(11))));
    assert_eq!(log.kept_snapshot(&one).await, Ok(None), "it knows them still");
    assert!(log.erased(&one).await.unwrap().contains(&gone));
    log.keep_snapshot(&one, kept(12)).await.unwrap();
    assert_eq!(log.kept_snapshot(&one).await, Ok(Some(kept(12))));
    assert_eq!(log.read_after(&other, 0, 100).await, Ok(entries(0..9)));
    assert_eq!(log.kept_snapshot(&other).await, Ok(Some(kept(9))));
    assert_eq!((log.baseline(&other).await, log.erased(&other).await), (Ok(None), Ok(Vec::new())));
}

async fn a_closed_log_says_so<L: Log>(log: L) {
    let board = board("a");
    log.append(&board, &entries(0..1)).await.unwrap();
    assert_eq!(log.close().await, Ok(()));
    assert_eq!(log.append(&board, &entries(1..2)).await, Err(LogFault::Closed));
    assert_eq!(log.append(&board, &[]).await, Err(LogFault::Closed));
    assert_eq!(log.read_after(&board, 0, 1).await, Err(LogFault::Closed));
    assert_eq!(log.keep_snapshot(&board, kept(1)).await, Err(LogFault::Closed));
    assert_eq!(log.kept_snapshot(&board).await, Err(LogFault::Closed));
    assert_eq!(log.close().await, Ok(()));
}

macro_rules! contract {
    ($($name:ident)*) => {
        mod memory {
            $(#[tokio::test] async fn $name() { super::$name(super::MemoryLog::default()).await; })*
        }
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() {
                let folder = tempfile::tempdir().unwrap();
                let database = super::Database::open(folder.path()).unwrap();
                super::$name(super::SqliteLog::new(database)).await;
            })*
        }
    };
}

contract! {
    revs_are_dense_from_one
    no_entries_give_the_next_rev
    reads_are_bounded_and_in_order
    boards_have_logs_of_their_own
    what_is_appended_at_once_stays_together
    a_kept_snapshot_replaces_the_older_one
    what_the_erased_wrote_is_gone_and_all_else_stays
    a_closed_log_says_so
}
