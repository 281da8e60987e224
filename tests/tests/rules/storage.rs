//! What is on disk (section 8).

use kenspeckle_shared::limits::SNAPSHOT_EVERY;
use kenspeckle_shared::view::Audience;
use kenspeckle_tests::{Client, Memory, Server, place_in};

#[tokio::test]
async fn r8_1_the_database_is_set_up_to_lose_nothing() {
    let server = Server::fresh().await;
    let data = server.kill();
    let database = data.database();
    let text = |pragma: &str| -> String {
        database.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap()
    };
    let number = |pragma: &str| -> i64 {
        database.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!(text("journal_mode"), "wal");
    assert_eq!(text("integrity_check"), "ok");
    assert_eq!(number("user_version"), 5, "the form of the database is numbered");
    let version = database.query_row("SELECT sqlite_version()", [], |row| row.get::<_, String>(0));
    let version = version.unwrap();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
}

#[tokio::test]
async fn r8_1_a_restart_changes_nothing() {
    let server = Server::fresh().await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    fill(&server, 20).await;
    facilitator.do_it(kenspeckle_tests::open("say", true)).await;
    let (display, before) = (server.display.clone(), facilitator_sees(&server).await);
    let server = Server::start(server.kill()).await;
    assert_eq!(facilitator_sees(&server).await, before);
    let old_link = Client::open(server.address, &display).await;
    assert_eq!(old_link.look(|mind| mind.rev()), before.rev, "links of before still open it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r8_4_snapshots_that_are_damaged_or_gone_change_nothing() {
    let mut server = Server::fresh().await;
    fill(&server, SNAPSHOT_EVERY as usize + 10).await;
    let mut before = facilitator_sees(&server).await;
    for damage in [
        "SELECT 1 WHERE 0",
        "UPDATE snapshots SET state = substr(state, 1, length(state) / 2)",
        "UPDATE snapshots SET state = CAST(substr(state, 1, 60) || x'7f' || substr(state, 62) AS BLOB)",
        "UPDATE snapshots SET state = x'00'",
        "UPDATE snapshots SET rev = rev + 1000000",
        "UPDATE snapshots SET rev = rev - 1",
        "UPDATE snapshots SET version = 99",
        "UPDATE snapshots SET series = 'none'",
        "DELETE FROM snapshots",
    ] {
        server.ask_to_stop();
        assert!(server.until_stopped().await.success());
        let data = server.data.clone();
        let kept: i64 = count(&data, "snapshots");
        assert_eq!(kept, 1, "a board keeps a snapshot when it is closed");
        data.database().execute_batch(damage).unwrap();
        server = Server::start(data).await;
        assert_eq!(facilitator_sees(&server).await, before, "{damage}");
        // A board that was read well takes the next command as its log has it.
        fill(&server, 1).await;
        let log = server.data.log_at_work();
        before = facilitator_sees(&server).await;
        assert_eq!(before, log.shown_at(log.last(), Audience::Facilitator), "{damage}");
    }
}

/// Puts stickers as a hall does: nobody too many.
async fn fill(server: &Server, stickers: usize) {
    let mut left = stickers;
    while left > 0 {
        let phone = Client::join(server.address, &server.code).await;
        let mine = left.min(25);
        for _ in 0..mine {
            phone.ask(place_in("govan"));
        }
        phone.until_answered().await;
        left -= mine;
    }
}

async fn facilitator_sees(server: &Server) -> Memory {
    Memory::of(server.http().snapshot(&server.facilitator).await)
}

fn count(data: &kenspeckle_tests::DataFolder, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let copy = data.copy();
    copy.database().query_row(&sql, [], |row| row.get(0)).unwrap()
}
