//! Kenspeckle at work, with boards and people on it.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use kenspeckle_tests::{DataFolder, Http, Server};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::crowd::{Crowd, Load, Next};
use crate::dialect::{Kenspeckle, Knows};

/// Requests under way at once, while things are set up.
const AT_ONCE: usize = 64;

/// A running server, and what opens its boards.
pub(crate) struct Ours {
    pub(crate) server: Server,
    runtime: Runtime,
    /// Join codes; the first is that of the server's own board.
    pub(crate) codes: Vec<String>,
    /// A token for each seat.
    tokens: Vec<String>,
    ids_used: u64,
    /// How long the last start took, from nothing to where people can join.
    pub(crate) ready_after: Duration,
}

impl Ours {
    /// Starts it on an empty data folder, with so many boards.
    pub(crate) fn start(boards: usize) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let begun = Instant::now();
        let server = runtime.block_on(Server::start(DataFolder::new()));
        let ready_after = begun.elapsed();
        let mut codes = vec![server.code.clone()];
        let more = stream::iter(1..boards).map(|_| new_board(server.http(), &server.facilitator));
        let more = more.buffered(AT_ONCE).collect::<Vec<_>>();
        codes.extend(runtime.block_on(more));
        Self { server, runtime, codes, tokens: Vec::new(), ids_used: 0, ready_after }
    }

    /// Starts it again, on the data that it left; by a signal to stop, or else killed.
    pub(crate) fn restart(mut self, kindly: bool) -> Self {
        if kindly {
            self.server.ask_to_stop();
            self.runtime.block_on(self.server.until_stopped());
        }
        let data = self.server.kill();
        let begun = Instant::now();
        let server = self.runtime.block_on(Server::start(data));
        Self { server, ready_after: begun.elapsed(), ..self }
    }

    /// Gives the screens of people who know their boards: one for each seat, which names its board.
    /// Who has had a seat before keeps it.
    pub(crate) fn screens(&mut self, seats: &[usize]) -> Kenspeckle {
        let http = self.server.http();
        let codes = &self.codes;
        let new = stream::iter(&seats[self.tokens.len().min(seats.len())..]);
        let new = new.map(|board| async { http.join(&codes[*board]).await.token });
        let new = new.buffered(AT_ONCE).collect::<Vec<_>>();
        self.tokens.extend(self.runtime.block_on(new));
        let boards: Vec<_> = self.codes.iter().map(|code| self.state(code)).collect();
        let screen = |(board, token): (&usize, &String)| {
            let (epoch, rev) = boards[*board].clone();
            Knows { token: token.clone(), epoch: Some(epoch), rev }
        };
        let screens = seats.iter().zip(&self.tokens).map(screen).collect();
        let first_id = self.ids_used;
        self.ids_used += 1 << 32;
        let host = self.server.address.to_string();
        Kenspeckle { screens, host, first_id, ..Kenspeckle::default() }
    }

    /// Puts so many stickers on each board, by people who only speak.
    pub(crate) fn fill(&mut self, stickers: usize) {
        let boards = self.codes.len();
        let people = stickers.div_ceil(50).max(10) * boards;
        let stickers = stickers * boards;
        let seats: Vec<_> = (0..people).map(|seat| seat % boards).collect();
        let mut dialect = self.screens(&seats);
        dialect.is_deaf = true;
        dialect.screens.iter_mut().for_each(|screen| screen.epoch = None);
        let mut crowd = Crowd::new(&mut dialect, self.server.address, &seats);
        crowd.let_them_return();
        crowd.open_all();
        // Slower than anybody is told to wait, and than boards are told that they are busy.
        let rate = (4.5 * people as f64).min(5_000.0);
        let time = Duration::from_secs_f64((stickers as f64 + 0.5) / rate);
        crowd.send_updates(Load { rate, time, drain: Duration::ZERO }, |_| {});
        let end = Instant::now() + Duration::from_secs(30);
        crowd.run(|crowd| match crowd.unacked() > 0 && Instant::now() < end {
            true => Next::At(Instant::now() + Duration::from_millis(20)),
            false => Next::Done,
        });
        assert_eq!(crowd.unacked(), 0, "stickers were not stored");
    }

    /// Gives the screen of somebody who has a seat, and knows nothing of the board.
    pub(crate) fn newcomer(&self, seat: usize) -> Knows {
        Knows { token: self.tokens[seat].clone(), epoch: None, rev: 0 }
    }

    /// Gives a board's epoch and rev.
    pub(crate) fn state(&self, code: &str) -> (String, u64) {
        let snapshot = self.runtime.block_on(self.server.http().snapshot(code));
        (snapshot.epoch, snapshot.rev)
    }

    /// Gives the number of stickers on a board.
    pub(crate) fn stickers(&self, board: usize) -> usize {
        let snapshot = self.runtime.block_on(self.server.http().snapshot(&self.codes[board]));
        snapshot.stickers.groups.iter().map(|group| group.seq.len()).sum()
    }

    /// Gives the number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.server.process()
    }
}

async fn new_board(http: Http, facilitator: &str) -> String {
    let made =
        http.post("/api/boards", Some(facilitator), &json!({ "without_agenda": true })).await;
    let made: Value = made.json();
    made["links"]["join_code"].as_str().unwrap().to_owned()
}
