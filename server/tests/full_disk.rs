//! A board whose disk is full, and has room again.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::sqlite::{Database, SqliteLog};
use kenspeckle_server::registry::Registry;
use kenspeckle_server::room::{Reply, Room, Rooms};
use kenspeckle_server::start::built_in;
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::refusal::RefusalCode;
use tempfile::tempdir;
use uuid::Uuid;

async fn ask(room: &Room, one: u128) -> Reply {
    let actor = Actor { id: Uuid::from_u128(one), role: Role::Participant };
    let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + one);
    let (kind, note) = ("lived".into(), Some("here ".repeat(50)));
    let place = Place::Area("govan".into());
    room.submit(actor, id, Command::Place { kind, place, note }).await
}

async fn set_pages(database: &Database, pages: i64) {
    let set = database.write(move |writer| {
        writer.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        Ok(())
    });
    set.await.unwrap();
}

#[tokio::test]
async fn r8_8_a_board_on_a_full_disk_is_readable_and_goes_on_when_there_is_room() {
    let folder = tempdir().unwrap();
    let database = Database::open(folder.path()).unwrap();
    let clock = Clock::from_fn(|| 1_790_000_000_000);
    let registry = Arc::new(Registry::new(database.clone(), clock.clone()));
    let log = Arc::new(SqliteLog::new(database.clone()));
    let definition = Arc::new(built_in().unwrap());
    let rooms = Rooms::new(log, registry.clone(), clock, [definition.clone()]);
    let board = registry.create(&definition.id).await.unwrap().id;
    let room = rooms.open(&board).await.unwrap();

    set_pages(&database, 1).await;
    let mut acked = 0;
    let refused = loop {
        match ask(&room, acked + 1).await {
            Reply::Ack { .. } => acked += 1,
            refused => break refused,
        }
    };
    let full =
        matches!(refused, Reply::Refused { code: RefusalCode::NotStored, retry_ms: Some(_) });
    assert!(full, "{refused:?}");
    assert!(room.truth().not_storing, "facilitators are told");
    let before = room.state_hash();
    assert!(room.is_open(), "readers go on");
    assert_eq!(room.card(Uuid::from_u128(1)).1.stickers.len(), 1);
    let again = ask(&room, acked + 1).await;
    assert!(matches!(again, Reply::Refused { .. }), "{again:?}");
    assert_eq!(room.state_hash(), before, "nothing is shown that is not stored");

    set_pages(&database, 1_000_000).await;
    for one in 1..=acked + 1 {
        // All that was acked is known; the last is new.
        let reply = ask(&room, one).await;
        assert!(matches!(reply, Reply::Ack { .. }), "{reply:?}");
    }
    assert!(!room.truth().not_storing);
    let entries = u64::try_from(acked).unwrap() + 2;
    assert_eq!(*room.head().borrow(), entries, "nothing acked is lost or doubled");
}
