//! Sessions at lines that a test makes, with a time that stands still between steps.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::ws::Message;
use futures_util::{Sink, Stream};
use kenspeckle_server::clock::Clock;
use kenspeckle_server::log::memory::MemoryLog;
use kenspeckle_server::log::sqlite::Database;
use kenspeckle_server::registry::{Grant, Registry, RegistryFault};
use kenspeckle_server::room::{Room, RoomFault, Rooms};
use kenspeckle_server::session::{Departures, Doorstep, Host, Line, Timings, serve};
use kenspeckle_server::start::built_in;
use kenspeckle_shared::command::{Command, Place, Role};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::BoardId;
use kenspeckle_shared::limits::BEHIND_MS;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::time::{Instant, pause, sleep};
use tokio_util::sync::{CancellationToken, PollSender};
use uuid::Uuid;

const NOW_MS: u64 = 1_790_000_000_000;
/// Between two stickers, and between two messages that the line takes.
const HAPPENS: Duration = Duration::from_millis(100);
const TAKES: Duration = Duration::from_millis(400);
/// What is on the line already, and what is being put there, cannot be taken back.
const ON_ITS_WAY: u32 = 3;

struct House {
    room: Room,
    timings: Timings,
    clock: Clock,
    doorstep: Doorstep,
    departures: Departures,
    stop: CancellationToken,
}

impl Host for House {
    async fn grant(&self, token: &str) -> Result<Option<Grant>, RegistryFault> {
        let role = if token == "phone" { Role::Participant } else { Role::Display };
        let actor = Actor { id: Uuid::from_u128(1), role };
        Ok(Some(Grant { board: self.room.board_id().clone(), actor }))
    }

    async fn room(&self, _: &BoardId) -> Result<Room, RoomFault> {
        Ok(self.room.clone())
    }

    fn join_url(&self, code: &str) -> String {
        code.to_owned()
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn timings(&self) -> &Timings {
        &self.timings
    }

    fn doorstep(&self) -> &Doorstep {
        &self.doorstep
    }

    fn departures(&self) -> &Departures {
        &self.departures
    }

    fn stop(&self) -> &CancellationToken {
        &self.stop
    }
}

/// A line that holds a few messages until the screen takes them, and counts what is written.
struct Narrow {
    hears: mpsc::UnboundedReceiver<Message>,
    says: PollSender<Message>,
    writes: Arc<AtomicUsize>,
    full: bool,
}

impl Stream for Narrow {
    type Item = Result<Message, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.hears.poll_recv(context).map(|message| message.map(Ok))
    }
}

impl Sink<Message> for Narrow {
    type Error = axum::Error;

    fn poll_ready(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), axum::Error>> {
        self.says.poll_reserve(context).map_err(axum::Error::new)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), axum::Error> {
        self.full = true;
        self.says.send_item(message).map_err(axum::Error::new)
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        if std::mem::take(&mut self.full) {
            self.writes.fetch_add(1, Ordering::Relaxed);
        }
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        self.says.close();
        Poll::Ready(Ok(()))
    }
}

impl Line for Narrow {}

/// A screen at the end of such a line.
struct Screen {
    says: mpsc::UnboundedSender<Message>,
    hears: mpsc::Receiver<Message>,
    writes: Arc<AtomicUsize>,
}

impl Screen {
    fn say(&self, message: &Value) {
        self.says.send(Message::text(message.to_string())).unwrap();
    }

    async fn next(&mut self) -> Value {
        let Some(Message::Text(text)) = self.hears.recv().await else { panic!("no message") };
        serde_json::from_str(&text).unwrap()
    }

    /// Takes one message every while, until one of this type.
    async fn take_until(&mut self, t: &str) -> Vec<Value> {
        let mut taken = vec![self.next().await];
        while taken.last().is_some_and(|last| last["t"] != t) {
            sleep(TAKES).await;
            taken.push(self.next().await);
        }
        taken
    }
}

/// A board that is open, as long as this lives.
struct Hall {
    room: Room,
    _rooms: Rooms<MemoryLog>,
    _folder: TempDir,
}

async fn hall() -> Hall {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::from_fn(|| NOW_MS);
    let registry = Arc::new(Registry::new(Database::open(folder.path()).unwrap(), clock.clone()));
    let definition = Arc::new(built_in().unwrap());
    let board = registry.create(&definition.id).await.unwrap().id;
    let rooms = Rooms::new(Arc::new(MemoryLog::default()), registry, clock, [definition]);
    let room = rooms.open(&board).await.unwrap();
    Hall { room, _rooms: rooms, _folder: folder }
}

/// Lets a screen say hello, with the board at some rev, on a line that holds so many messages.
async fn follow(room: &Room, token: &str, rev: u64, holds: usize) -> Screen {
    let (says, server_hears) = mpsc::unbounded_channel();
    let (server_says, hears) = mpsc::channel(holds);
    let writes = Arc::new(AtomicUsize::new(0));
    let house = House {
        room: room.clone(),
        // Who is here is of no interest in any of these.
        timings: Timings { presence: Duration::from_secs(3_600), ..Timings::default() },
        clock: Clock::from_fn(|| NOW_MS),
        doorstep: Doorstep::default(),
        departures: Departures::default(),
        stop: CancellationToken::new(),
    };
    let line = Narrow {
        hears: server_hears,
        says: PollSender::new(server_says),
        writes: writes.clone(),
        full: false,
    };
    tokio::spawn(serve(line, Arc::new(house)));
    let mut screen = Screen { says, hears, writes };
    screen.say(&json!({
        "t": "hello", "protocol": 1, "token": token, "epoch": room.epoch(), "rev": rev,
        "here": "room",
    }));
    assert_eq!(screen.next().await["resume"], "frames");
    screen
}

/// Lets somebody put a sticker, and gives when that was.
async fn happens(room: &Room, number: u64) -> Instant {
    let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + u128::from(number));
    let actor = Actor { id: Uuid::from_u128(1_000 + u128::from(number)), role: Role::Participant };
    let place = Place::Area("govan".into());
    let command = Command::Place { kind: "lived".into(), place, note: None };
    let now = Instant::now();
    room.submit(actor, id, command).await;
    now
}

#[tokio::test]
async fn r7_8_a_screen_that_takes_too_little_skips_forward_and_is_never_told_what_is_long_past() {
    let hall = hall().await;
    let room = &hall.room;
    pause();
    let mut screen = follow(room, "display", 1, 1).await;
    let begun = Instant::now();
    let (tell, mut told) = mpsc::unbounded_channel();
    let goes_on = room.clone();
    tokio::spawn(async move {
        for rev in 2.. {
            let at = happens(&goes_on, rev).await;
            if tell.send((rev, at)).is_err() {
                return;
            }
            sleep(HAPPENS).await;
        }
    });
    let (mut at, mut skipped) = (BTreeMap::new(), 0);
    while skipped < 3 {
        sleep(TAKES).await;
        let message = screen.next().await;
        let now = Instant::now();
        while let Ok((rev, when)) = told.try_recv() {
            at.insert(rev, when);
        }
        match message["t"].as_str() {
            Some("frame") => {
                let first = message["from"].as_u64().unwrap() + 1;
                let age = now - at[&first];
                let most = Duration::from_millis(BEHIND_MS) + TAKES * ON_ITS_WAY;
                assert!(age <= most, "{first} is told {age:?} after it happened");
            }
            Some("resync") => {
                skipped += 1;
                let (rev, epoch) = (*room.head().borrow(), room.epoch());
                screen.say(&json!({ "t": "resume", "epoch": epoch, "rev": rev }));
            }
            _ => {}
        }
        let passed = begun.elapsed().as_secs();
        assert!(passed < 12 * (skipped + 1), "skipped {skipped} times in {passed} s");
    }
}

#[tokio::test]
async fn r7_8_a_screen_that_comes_back_late_is_told_all_that_it_missed() {
    let hall = hall().await;
    let room = &hall.room;
    pause();
    for number in 2..12 {
        happens(room, number).await;
        sleep(Duration::from_secs(2)).await;
    }
    let mut screen = follow(room, "display", 2, 1).await;
    let heard = screen.take_until("beat").await;
    let frames = heard.iter().filter(|message| message["t"] == "frame").count();
    assert_eq!(frames, 9, "{heard:?}");
    assert!(heard.iter().all(|message| message["t"] != "resync"), "{heard:?}");
}

#[tokio::test]
async fn r7_6_what_somebody_asked_for_comes_back_to_them_in_one_write() {
    let hall = hall().await;
    let room = &hall.room;
    pause();
    let mut phone = follow(room, "phone", 1, 16).await;
    let mut display = follow(room, "display", 1, 16).await;
    for number in 1..=5 {
        sleep(Duration::from_millis(200)).await;
        let before = [&phone, &display].map(|screen| screen.writes.load(Ordering::Relaxed));
        let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number);
        let command = json!({ "do": "place", "kind": "lived", "place": { "area": "govan" } });
        phone.say(&json!({ "t": "command", "id": id, "command": command }));
        let heard = [phone.next().await, phone.next().await, phone.next().await];
        assert_eq!(heard.map(|one| one["t"].clone()), ["frame", "own", "ack"]);
        assert_eq!(display.next().await["t"], "frame");
        // Long enough for anything that would still follow.
        sleep(Duration::from_millis(200)).await;
        let after = [&phone, &display].map(|screen| screen.writes.load(Ordering::Relaxed));
        assert_eq!(after, before.map(|writes| writes + 1));
    }
}
