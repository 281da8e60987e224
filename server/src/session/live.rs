//! A connection that has said hello: one loop that reads, asks, and writes what has gathered.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::limits::SLOW_MS;
use kenspeckle_shared::view::Audience;
use kenspeckle_shared::wire::{ClientMessage, CloseCode, PROTOCOL, ServerMessage};
use tokio::time::{Instant, Sleep, sleep_until};

use super::asides::Asides;
use super::commands::{Commands, IN_FLIGHT};
use super::cursor::{Cursor, Next};
use super::ear::Ear;
use super::ending::Ending;
use super::greeting::Hello;
use super::letters::{self, Heard, poll_hear};
use super::line::{Host, Line};
use super::manners::Manners;
use super::pace::Pace;
use super::pen::Pen;
use crate::room::{Follower, News, NoneOwn, Room, RoomFault};

/// A beat that is due within this goes with what is written anyway, and needs no write of its own.
const RIDES: Duration = Duration::from_secs(2);

/// What a connection waits for.
enum Event {
    /// A command was answered.
    Answer(Utf8Bytes),
    /// Something happened in the room.
    News(News),
    /// Something is due.
    Time,
    /// The other end said something.
    Heard(Heard),
}

/// One screen that follows a board.
pub(super) struct Live<'a, H> {
    host: &'a H,
    room: Room,
    audience: Audience,
    cursor: Cursor,
    commands: Commands,
    /// The board moved on since the cursor was last asked.
    behind: bool,
    follower: Follower,
    asides: Asides,
    ear: Ear,
    stop_ear: Ear,
    /// What waits to be written, beside frames. As short as `IN_FLIGHT`, for it is filled by what
    /// this connection asked.
    tray: Vec<Utf8Bytes>,
    /// Everything of this person was erased: what is in the tray is the last they hear.
    erased: bool,
    pen: Pen,
    beat_at: Instant,
    pace: Pace,
    heard_at: Instant,
    /// Last, so that nobody counts as present longer than they are served.
    manners: Manners,
}

impl<'a, H: Host> Live<'a, H> {
    /// Lets somebody in and puts the welcome into the tray.
    pub(super) async fn enter(host: &'a H, hello: Hello) -> Result<Self, Ending> {
        let room = host.room(&hello.grant.board).await.map_err(unopened)?;
        let (actor, now) = (hello.grant.actor, Instant::now());
        let audience = Audience::of(actor.role);
        if room.is_erased(actor.id) {
            return Err(Ending::Close(CloseCode::UnknownToken));
        }
        if !room.admits(actor) {
            return Err(Ending::Close(CloseCode::TooFast));
        }
        // Followed before the card is read: what comes twice does no harm, what is missed does.
        let follower = room.follow(actor);
        let manners = Manners::enter(&room, actor, hello.here);
        // What it did was to let this one in, which the welcome says.
        follower.take(News::PRESENCE);
        let asides = Asides::new(&room, actor, host.timings().presence);
        let (presence, signs) = asides.greeting();
        let (cursor, resume) =
            Cursor::start(room.clone(), audience, hello.epoch.as_deref(), hello.rev);
        let card = (actor.role == Role::Participant).then(|| room.card(actor.id).1);
        let welcome = ServerMessage::Welcome {
            protocol: PROTOCOL,
            board: room.board_id().clone(),
            role: actor.role,
            epoch: room.epoch().to_owned(),
            rev: room.beat(audience).0,
            definition: room.definition_hash(),
            join_code: room.join_code().to_owned(),
            join_url: host.join_url(room.join_code()),
            server_ms: host.clock().now_ms(),
            resume,
            card: card.map(Box::new),
            presence,
            signs,
        };
        Ok(Self {
            host,
            audience,
            cursor,
            commands: Commands::new(room.clone(), actor),
            behind: false,
            follower,
            asides,
            ear: Ear::new(),
            stop_ear: Ear::new(),
            tray: vec![letters::write(&welcome)?],
            erased: false,
            pen: Pen::new(host.timings()),
            beat_at: now + host.timings().beat,
            pace: Pace::new(now),
            heard_at: now,
            manners,
            room,
        })
    }

    /// Serves the connection until it ends.
    pub(super) async fn run(mut self, socket: &mut impl Line) -> Ending {
        let welcome = std::mem::take(&mut self.tray);
        if let Err(ending) = self.pen.write(socket, welcome).await {
            return ending;
        }
        // The frames that a returning screen misses.
        self.behind = true;
        let mut timer = pin!(sleep_until(self.due()));
        let mut stop = pin!(self.host.stop().cancelled());
        loop {
            if let Err(ending) = self.step(socket, timer.as_mut(), stop.as_mut()).await {
                self.manners.leave(&ending);
                return ending;
            }
        }
    }

    /// Does what is due, or else waits until something happens.
    async fn step(
        &mut self,
        socket: &mut impl Line,
        mut timer: Pin<&mut Sleep>,
        mut stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<(), Ending> {
        let (now, due) = (Instant::now(), self.due());
        if due <= now {
            return self.act(socket, now).await;
        }
        // Waking too early does no harm, and setting a timer costs more.
        if due < timer.deadline() || timer.is_elapsed() {
            timer.as_mut().reset(due);
        }
        let event = poll_fn(|context| {
            if self.stop_ear.poll(context, |context| stop.as_mut().poll(context)).is_ready() {
                return Poll::Ready(Err(Ending::Close(CloseCode::GoingAway)));
            }
            self.poll_event(socket, timer.as_mut(), context)
        });
        match event.await? {
            Event::Answer(answer) => self.on_answer(answer),
            Event::News(news) => self.on_news(news),
            Event::Time => Ok(()),
            Event::Heard(heard) => self.on_heard(heard),
        }
    }

    /// In this order, so that whoever never stops talking is still told what happens.
    fn poll_event(
        &mut self,
        socket: &mut impl Line,
        timer: Pin<&mut Sleep>,
        context: &mut Context<'_>,
    ) -> Poll<Result<Event, Ending>> {
        if let Poll::Ready(answer) = self.commands.poll(context) {
            return Poll::Ready(answer.map(Event::Answer));
        }
        if let Poll::Ready(news) = self.follower.poll_news(context, self.asides.waiting()) {
            return Poll::Ready(Ok(Event::News(news)));
        }
        if timer.poll(context).is_ready() {
            return Poll::Ready(Ok(Event::Time));
        }
        match self.reads() {
            true => {
                self.ear.poll(context, |context| poll_hear(socket, context)).map_ok(Event::Heard)
            }
            false => Poll::Pending,
        }
    }

    fn on_news(&mut self, news: News) -> Result<(), Ending> {
        self.asides.note(news);
        let news = self.follower.take(News::BOARD | News::OWN | News::END);
        if news.any(News::BOARD) {
            self.behind = true;
            self.asides.look_again();
        }
        if news.any(News::OWN) {
            self.take_own()?;
        }
        match news.any(News::END) {
            true => Err(self.room_ended()),
            false => Ok(()),
        }
    }

    /// When there is something to do at the latest.
    fn due(&self) -> Instant {
        let silent_at = self.heard_at + self.host.timings().silence;
        let mut due = self.beat_at.min(silent_at);
        if let Some(asides) = self.asides.due() {
            due = due.min(asides);
        }
        if self.has_something() {
            due = due.min(self.pen.next());
        }
        due
    }

    /// There is something to write as soon as the pen may.
    fn has_something(&self) -> bool {
        self.behind || self.erased || !self.tray.is_empty()
    }

    async fn act(&mut self, socket: &mut impl Line, now: Instant) -> Result<(), Ending> {
        let timings = self.host.timings();
        if !self.reads() {
            // It is us who do not listen.
            self.heard_at = now;
        }
        if now >= self.heard_at + timings.silence {
            return Err(Ending::Close(CloseCode::Silent));
        }
        self.asides.take(now, &self.follower, &mut self.tray)?;
        let writes = self.has_something() && now >= self.pen.next();
        if now >= self.beat_at || writes && now + RIDES >= self.beat_at {
            self.beat_at = now + timings.beat;
            if now >= self.heard_at + timings.beat + Duration::from_millis(SLOW_MS) {
                self.manners.is_late();
            }
            self.asides.look_again();
            let (rev, digest) = self.room.beat(self.audience);
            self.tray.push(letters::write(&ServerMessage::Beat { rev, digest })?);
        }
        if now >= self.pen.next() {
            self.tell_board(socket, now).await?;
            let texts = std::mem::take(&mut self.tray);
            if let Some(done) = self.pen.write(socket, texts).await? {
                self.manners.wrote_in(done - now);
            }
            if self.erased {
                return Err(Ending::Close(CloseCode::UnknownToken));
            }
        }
        Ok(())
    }

    /// Frames first: an answer must not come before what it speaks of.
    async fn tell_board(&mut self, socket: &mut impl Line, now: Instant) -> Result<(), Ending> {
        self.behind = false;
        // Before the cursor looks, which then sees what was rung for: it need not wake us again.
        if self.follower.take(News::BOARD).any(News::BOARD) {
            self.asides.look_again();
        }
        if let Next::Frames(frames) = self.cursor.next(now) {
            let lags = || self.cursor.lags(Instant::now());
            if self.pen.begin(socket, frames, lags).await? {
                return Ok(());
            }
            self.cursor.skip();
        }
        self.tray.insert(0, letters::write(&ServerMessage::Resync {})?);
        Ok(())
    }

    /// While so many commands wait, the connection is not read.
    fn reads(&self) -> bool {
        self.commands.waiting() + self.tray.len() < IN_FLIGHT
    }

    fn on_heard(&mut self, heard: Heard) -> Result<(), Ending> {
        self.heard_at = Instant::now();
        self.manners.is_in_time();
        let is_command = matches!(heard, Heard::Said(ClientMessage::Command { .. }));
        if !is_command && !self.pace.bears(&heard, self.heard_at) {
            return Err(Ending::Close(CloseCode::TooFast));
        }
        match heard {
            Heard::Said(ClientMessage::Command { id, command }) => self.commands.ask(id, command),
            Heard::Said(ClientMessage::Resume { epoch, rev }) => {
                self.behind = self.cursor.resume(&epoch, rev);
                if !self.behind {
                    self.tray.push(letters::write(&ServerMessage::Resync {})?);
                }
            }
            Heard::Said(ClientMessage::Beat {}) | Heard::Life => {}
            Heard::Said(ClientMessage::Hello { .. }) => {
                return Err(Ending::Close(CloseCode::BadMessage));
            }
            Heard::Said(aside) => self.manners.hear(&aside)?,
        }
        Ok(())
    }

    /// What became of one's own things comes before the answer, so that a page never shows less
    /// than what it was told is saved.
    fn on_answer(&mut self, answer: Utf8Bytes) -> Result<(), Ending> {
        self.follower.take(News::OWN);
        self.take_own()?;
        self.tray.push(answer);
        Ok(())
    }

    fn take_own(&mut self) -> Result<(), Ending> {
        loop {
            match self.follower.own() {
                Ok(message) => self.tray.push(message),
                Err(NoneOwn::Yet) => return Ok(()),
                Err(NoneOwn::Ever) => {
                    self.erased = true;
                    return Ok(());
                }
                // It misses something of its own card, and comes back to a whole one.
                Err(NoneOwn::Lags) => return Err(Ending::Close(CloseCode::TooSlow)),
            }
        }
    }

    fn room_ended(&self) -> Ending {
        match self.host.stop().is_cancelled() {
            true => Ending::Close(CloseCode::GoingAway),
            false => Ending::fault(&"the room of this connection ended"),
        }
    }
}

fn unopened(fault: RoomFault) -> Ending {
    match fault {
        RoomFault::Closing => Ending::Close(CloseCode::GoingAway),
        fault => Ending::fault(&fault),
    }
}
