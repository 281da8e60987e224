//! The built program on disks that fail for a while, or are slow (rule 8.8). A tracer stands
//! between the program and the system, and answers in the disk's place.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kenspeckle_power::record::missing;
use kenspeckle_tests::{
    AREAS, Answer, Client, DataFolder, Memory, PATIENCE, Server, Start, place_in_with_note,
};
use rustix::process::{Pid, Signal, kill_process};

const PHONES: usize = 3;
/// Snapshots that are read one after the other while a slow disk stores one sticker.
const READS: usize = 30;
/// What the disk answers from some call of a thread on, to which the start and the joining do not
/// come.
const FAULTS: [(&str, &str); 4] = [
    ("full", "pwrite64:error=ENOSPC:when=301+"),
    ("read-only", "pwrite64:error=EROFS:when=301+"),
    ("broken", "pwrite64:error=EIO:when=301+"),
    ("unable to sync", "fdatasync,fsync:error=EIO:when=61+"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r8_8_a_disk_that_fails_for_a_while_makes_a_board_read_only_and_loses_nothing() {
    assert_eq!(missing(), None);
    join_all(FAULTS.map(|(name, fault)| fails_for_a_while(name, fault))).await;
}

async fn fails_for_a_while(name: &str, fault: &str) {
    let server = start(fault).await;
    let phones = join_all((0..PHONES).map(|_| Client::join(server.address, &server.code))).await;
    let display = Client::open(server.address, &server.display).await;
    let facilitator = Client::open(server.address, &server.facilitator).await;
    let refused = |phone: &Client| phone.look(|mind| mind.refused_for_now > 0);
    for nth in 0.. {
        place(&phones[nth % PHONES], nth).await;
        if phones.iter().any(refused) {
            break;
        }
    }

    // Loudly: to operators, in the log, and to people; and whoever reads goes on.
    facilitator.until("word that the disk fails", |mind| mind.truth.not_storing).await;
    let ready = server.http().get("/ready", None).await;
    assert_eq!(ready.status, 503, "{name}: {}", ready.text());
    assert_eq!(server.http().get("/health", None).await.status, 200, "{name}");
    assert!(server.said().contains("not stored"), "{name}: {}", server.said());
    let shown = Memory::of(server.http().snapshot(&server.display).await);
    assert_eq!(shown, display.board(), "{name}");
    let acked: usize = phones.iter().map(|phone| phone.look(|mind| mind.answers.len())).sum();
    assert_eq!(shown.stickers.len(), acked, "{name}: what is shown is what was acked");

    end_tracing(&server).await;
    join_all(phones.iter().map(Client::until_answered)).await;
    for (nth, phone) in phones.iter().enumerate() {
        place(phone, nth).await;
    }
    let end = Instant::now() + PATIENCE;
    while server.http().get("/ready", None).await.status != 200 {
        assert!(Instant::now() < end, "{name}: it never was ready again");
    }
    let asked: BTreeSet<_> =
        phones.iter().flat_map(|phone| phone.look(|mind| mind.asked.clone())).collect();
    display.until("every sticker", |mind| mind.board().stickers.len() == asked.len()).await;
    for phone in &phones {
        let good = phone.look(|mind| {
            mind.answers.values().all(|(answer, _)| !matches!(answer, Answer::Refused(_)))
        });
        assert!(good, "{name}");
    }
    facilitator.until("word that the disk is well", |mind| !mind.truth.not_storing).await;
    let board = display.board();
    let log = server.kill().log();
    let stored: Vec<_> = log.entries.iter().map(|entry| entry.body.id).collect();
    let once: BTreeSet<_> = stored.iter().copied().collect();
    assert_eq!(stored.len(), once.len(), "{name}: nothing is doubled");
    assert!(asked.is_subset(&once), "{name}: nothing is lost");
    let kept = log.shown_at(log.last(), kenspeckle_shared::view::Audience::Public);
    assert_eq!(kept, board, "{name}: after a power cut the board is what everybody saw");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r8_8_on_a_slow_disk_readers_wait_for_nobody_and_writers_share_the_wait() {
    assert_eq!(missing(), None);
    // In microseconds, of each sync.
    let server = start("fdatasync,fsync:delay_enter=400000:when=41+").await;
    let phones = join_all((0..PHONES).map(|_| Client::join(server.address, &server.code))).await;
    let mut asked = 0;
    let slow = loop {
        let id = phones[0].ask(place_in_with_note(AREAS[0], "note"));
        asked += 1;
        // A disk as they are stores it meanwhile.
        let mut read = server.http().snapshot(&server.display).await;
        for _ in 0..READS {
            read = server.http().snapshot(&server.display).await;
        }
        if phones[0].look(|mind| !mind.answers.contains_key(&id)) {
            break read;
        }
        phones[0].until_answered().await;
    };
    assert_eq!(
        Memory::of(slow).stickers.len(),
        asked - 1,
        "read while somebody else's sticker is stored"
    );
    let again: Vec<_> = phones
        .iter()
        .flat_map(|phone| (0..8).map(|nth| phone.ask(place_in_with_note(AREAS[nth % 3], "n"))))
        .collect();
    join_all(phones.iter().map(Client::until_answered)).await;
    let log = server.kill().log();
    let stored: BTreeSet<_> = log.entries.iter().map(|entry| entry.body.id).collect();
    assert!(again.iter().all(|id| stored.contains(id)));
}

async fn start(fault: &str) -> Server {
    let inject = format!("inject={fault}");
    let calls = format!("trace={}", fault.split(':').next().unwrap());
    // With -D the program is our child and the tracer its companion.
    let through = ["strace", "-D", "-f", "-qq", "-e", &calls, "-e", &inject, "-o", "/dev/null"];
    Server::start_with(DataFolder::new(), Start { through: &through, ..Start::default() }).await
}

/// Asks for a sticker, and waits until it is stored or cannot be for now.
async fn place(phone: &Client, nth: usize) {
    let before = phone.look(|mind| mind.refused_for_now);
    let id = phone.ask(place_in_with_note(AREAS[nth % AREAS.len()], "note"));
    phone
        .until("an answer, or a refusal for now", |mind| {
            mind.answers.contains_key(&id) || mind.refused_for_now > before
        })
        .await;
}

/// The disk is well again.
async fn end_tracing(server: &Server) {
    let end = Instant::now() + PATIENCE;
    while let Some(tracer) = tracer(server) {
        let _ = kill_process(tracer, Signal::KILL);
        assert!(Instant::now() < end, "the tracer does not go");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn tracer(server: &Server) -> Option<Pid> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.process())).unwrap();
    let tracer = status.lines().find_map(|line| line.strip_prefix("TracerPid:")).unwrap();
    Pid::from_raw(tracer.trim().parse().unwrap())
}
