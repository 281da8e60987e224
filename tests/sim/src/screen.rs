//! A phone, a display or a facilitator's page, with what happens to it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::ws::Message;
use kenspeckle_shared::ids::CommandId;
use kenspeckle_shared::limits::{BEAT_MS, SILENCE_MS};
use kenspeckle_shared::view::Snapshot;
use kenspeckle_shared::wire::{ClientMessage, CloseCode, Here, PROTOCOL};
use kenspeckle_tests::{Chance, Memory};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

use crate::mind::{Mind, Todo};
use crate::script;
use crate::venue::Venue;
use crate::weather::strikes;
use crate::wire::ScreenEnd;
use crate::world::lock;

/// A screen at work. Its mind is shared with whoever looks at it in the end.
pub(crate) struct Screen {
    venue: Arc<Venue>,
    token: String,
    mind: Arc<Mutex<Mind>>,
    number: usize,
    chance: Chance,
    /// How far its clock is off, in milliseconds.
    off_ms: i64,
    act_at: Instant,
    /// Commands to be sent again, when.
    later: BTreeSet<(Instant, CommandId)>,
}

/// What ends a stretch of following the board.
enum End {
    /// The line ended, or the screen gave it up.
    Line,
    /// The run is over.
    Run,
}

impl Screen {
    pub(crate) fn new(venue: Arc<Venue>, token: String, mind: Arc<Mutex<Mind>>) -> Self {
        let mut chance = venue.world.fork_chance();
        let most = venue.world.weather.phone_off_ms;
        let off_ms = chance.between(0, 2 * most) as i64 - most as i64;
        let number = lock(&mind).number;
        let (act_at, later) = (Instant::now(), BTreeSet::new());
        Self { venue, token, mind, number, chance, off_ms, act_at, later }
    }

    pub(crate) async fn run(mut self) {
        while !self.venue.world.is_over() {
            let wait = Duration::from_millis(self.chance.between(50, 2_500));
            sleep(wait).await;
            let lag = self.lag();
            let Some(mut line) = self.venue.connect(lag).await else { continue };
            let end = self.follow(&mut line).await;
            lock(&self.mind).live = false;
            self.let_go(&line);
            if matches!(end, End::Run) || lock(&self.mind).gone {
                return;
            }
        }
    }

    async fn follow(&mut self, line: &mut ScreenEnd) -> End {
        let mut over = self.venue.world.over();
        line.say(self.hello());
        let mut fetch: Option<JoinHandle<Option<Snapshot>>> = None;
        let (mut beat_at, mut heard_at) = (self.after(BEAT_MS), Instant::now());
        loop {
            let silent_at = heard_at + Duration::from_millis(SILENCE_MS);
            let later = self.later.first().map_or(silent_at, |(at, _)| *at);
            let due = self.act_at.min(beat_at).min(later).min(silent_at);
            let todo = tokio::select! {
                biased;
                _ = over.wait_for(|over| *over) => return End::Run,
                message = line.hear() => {
                    heard_at = Instant::now();
                    match self.hear(message) {
                        Some(todo) => todo,
                        None => return End::Line,
                    }
                }
                snapshot = fetched(&mut fetch) => match self.take_snapshot(snapshot, line) {
                    Some(todo) => todo,
                    None => return End::Line,
                },
                () = sleep_until(due) => Todo::Nothing,
            };
            match todo {
                Todo::Nothing => {}
                Todo::SendOutbox => self.send_outbox(line),
                Todo::Fetch => fetch = Some(self.fetch()),
                Todo::SendAgain(id, wait) => self.send_later(id, wait),
                Todo::HangUp => return End::Line,
            }
            let now = Instant::now();
            if now >= silent_at && heard_at + Duration::from_millis(SILENCE_MS) == silent_at {
                return End::Line;
            }
            if now >= beat_at {
                beat_at = self.after(BEAT_MS);
                line.say(text(&ClientMessage::Beat {}));
            }
            self.send_again(line, now);
            if now >= self.act_at && !self.act(line).await {
                return End::Line;
            }
        }
    }

    fn hear(&mut self, message: Option<Message>) -> Option<Todo> {
        let world = &self.venue.world;
        match message {
            Some(Message::Text(text)) => {
                let Ok(message) = serde_json::from_str(&text) else {
                    world.fail(format!("screen {} cannot read {text}", self.number));
                    return None;
                };
                let todo = lock(&self.mind).hear(world, message);
                let kind = text.get(6..text[6..].find('"').map_or(6, |end| end + 6));
                let rev = lock(&self.mind).rev();
                world.note(format_args!("{}: {} rev {rev}", self.number, kind.unwrap_or("?")));
                Some(todo)
            }
            Some(Message::Close(frame)) => {
                let code = frame.map_or(0, |frame| frame.code);
                world.note(format_args!("{}: told to go, {code}", self.number));
                if code == CloseCode::UnknownToken.number() {
                    lock(&self.mind).sent_away(world);
                }
                None
            }
            _ => None,
        }
    }

    fn take_snapshot(&mut self, snapshot: Option<Snapshot>, line: &ScreenEnd) -> Option<Todo> {
        let memory = Memory::of(snapshot?);
        let resume = ClientMessage::Resume { epoch: memory.epoch.clone(), rev: memory.rev };
        self.venue.world.note(format_args!("{}: fetched {}", self.number, memory.rev));
        lock(&self.mind).fetched(&self.venue.world, memory);
        line.say(text(&resume));
        Some(Todo::SendOutbox)
    }

    /// Something happens on this screen: its person does something, or it comes to harm. Gives
    /// false when its line is lost by that.
    async fn act(&mut self, line: &ScreenEnd) -> bool {
        let world = self.venue.world.clone();
        if world.is_calm() {
            self.act_at = self.after(600_000);
            return true;
        }
        let weather = world.weather.clone();
        let pause = self.chance.between(1, 2 * weather.pause_ms);
        self.act_at = self.after(pause);
        if strikes(&mut self.chance, weather.again) {
            self.send_needlessly(line);
        }
        if strikes(&mut self.chance, weather.stall) {
            self.stall(line);
        }
        if strikes(&mut self.chance, weather.sleep) {
            let wait = self.chance.between(1_000, 60_000);
            world.note(format_args!("{}: sleeps {wait} ms", self.number));
            sleep(Duration::from_millis(wait)).await;
            if world.is_calm() {
                return true;
            }
        }
        if strikes(&mut self.chance, weather.reload) {
            world.note(format_args!("{}: loads anew", self.number));
            lock(&self.mind).reload();
            return false;
        }
        if strikes(&mut self.chance, weather.cut) {
            return false;
        }
        let mut asked = if self.chance.one_in(30) { 45 } else { 1 };
        while asked > 0 {
            asked -= 1;
            self.ask(line);
        }
        true
    }

    fn ask(&mut self, line: &ScreenEnd) {
        let mut mind = lock(&self.mind);
        let world = &self.venue.world;
        let strange = match self.chance.one_in(15) {
            true => world.judge(|judge| Ok(judge.of_another(mind.actor, &mut self.chance))),
            false => None,
        };
        let command = script::command(&mut self.chance, &mind, strange.flatten());
        let Some(command) = command else { return };
        let id = script::id(&mut self.chance, world.true_ms().saturating_add_signed(self.off_ms));
        world.note(format_args!("{}: asks {command:?} as {id}", self.number));
        world.judge(|judge| judge.asked(mind.actor, id, &command));
        mind.ask(world.elapsed_ms(), id, command.clone());
        if mind.live {
            line.say(text(&ClientMessage::Command { id, command }));
        }
    }

    fn send_needlessly(&mut self, line: &ScreenEnd) {
        let mind = lock(&self.mind);
        let known: Vec<_> = mind.outbox.iter().chain(&mind.answered).collect();
        if mind.live && !known.is_empty() {
            let (id, command) = known[self.chance.below(known.len())];
            line.say(text(&ClientMessage::Command { id: *id, command: command.clone() }));
        }
    }

    /// The line stands still for a while, in both directions.
    fn stall(&mut self, line: &ScreenEnd) {
        line.stand_still(true);
        let (stillness, wait) = (line.stillness(), self.chance.between(500, 45_000));
        tokio::spawn(async move {
            sleep(Duration::from_millis(wait)).await;
            stillness.send_replace(false);
        });
    }

    /// The line is left: cut, closed with a goodbye, or forgotten with what is still on its way.
    fn let_go(&mut self, line: &ScreenEnd) {
        match self.chance.below(3) {
            0 => line.cut(),
            1 => line.say_goodbye(),
            _ => {}
        }
    }

    fn hello(&self) -> String {
        let mind = lock(&self.mind);
        text(&ClientMessage::Hello {
            protocol: PROTOCOL,
            token: self.token.clone(),
            epoch: mind.memory.as_ref().map(|memory| memory.epoch.clone()),
            rev: mind.rev(),
            here: if self.number.is_multiple_of(3) { Here::Remote } else { Here::Room },
        })
    }

    fn fetch(&mut self) -> JoinHandle<Option<Snapshot>> {
        let (venue, lag) = (self.venue.clone(), self.lag());
        let fails = !venue.world.is_calm() && strikes(&mut self.chance, venue.world.weather.fetch);
        let audience = lock(&self.mind).audience;
        tokio::spawn(async move {
            let snapshot = venue.fetch(audience, lag).await;
            snapshot.filter(|_| !fails)
        })
    }

    fn send_outbox(&mut self, line: &ScreenEnd) {
        self.later.clear();
        for (id, command) in &lock(&self.mind).outbox {
            line.say(text(&ClientMessage::Command { id: *id, command: command.clone() }));
        }
    }

    fn send_later(&mut self, id: CommandId, wait: Option<Duration>) {
        let wait = wait.unwrap_or_else(|| Duration::from_millis(self.chance.between(750, 1_250)));
        self.later.insert((Instant::now() + wait, id));
    }

    fn send_again(&mut self, line: &ScreenEnd, now: Instant) {
        while let Some((_, id)) = self.later.first().copied().filter(|(at, _)| *at <= now) {
            self.later.pop_first();
            let mind = lock(&self.mind);
            if let Some((id, command)) = mind.outbox.iter().find(|(one, _)| *one == id) {
                line.say(text(&ClientMessage::Command { id: *id, command: command.clone() }));
            }
        }
    }

    fn after(&self, ms: u64) -> Instant {
        Instant::now() + Duration::from_millis(ms)
    }

    fn lag(&mut self) -> Duration {
        let most = if self.venue.world.is_calm() { 20 } else { self.venue.world.weather.lag_ms };
        Duration::from_millis(self.chance.between(0, most))
    }
}

async fn fetched(fetch: &mut Option<JoinHandle<Option<Snapshot>>>) -> Option<Snapshot> {
    let Some(running) = fetch else { return std::future::pending().await };
    let snapshot = running.await;
    *fetch = None;
    snapshot.ok().flatten()
}

fn text(message: &ClientMessage) -> String {
    serde_json::to_string(message).unwrap()
}
