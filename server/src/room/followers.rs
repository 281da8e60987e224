//! The connections that follow a room, and what each is told alone.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::command::Role;
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::ids::ActorId;

use super::bell::{Bell, News};

/// Messages kept for a device that is slow to read; past these it is told that it lags.
const KEPT: usize = 32;

/// Who follows a room at present.
#[derive(Default)]
pub(super) struct Followers(Mutex<All>);

#[derive(Default)]
struct All {
    /// Each person's connections lie together.
    lines: BTreeMap<(ActorId, u64), Arc<Line>>,
    /// Again, for what concerns them alone comes with everybody who enters.
    facilitators: BTreeMap<(ActorId, u64), Arc<Line>>,
    last: u64,
    ended: bool,
}

struct Line {
    bell: Bell,
    role: Role,
    own: Mutex<Own>,
}

/// What happened to a person's own things, for one device.
#[derive(Default)]
struct Own {
    messages: VecDeque<Utf8Bytes>,
    lags: bool,
    ended: bool,
}

/// Devices for which something was laid ready.
#[must_use = "they are still to be woken"]
pub(super) struct Unrung(Vec<Arc<Line>>);

/// Why there is no (further) message about one's own things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoneOwn {
    /// There is none at present.
    Yet,
    /// Some were dropped, for nobody took them: the whole card must be read again.
    Lags,
    /// There will be none: the person was erased.
    Ever,
}

/// Follows a room until it is dropped.
pub struct Follower {
    all: Arc<Followers>,
    line: Arc<Line>,
    key: (ActorId, u64),
}

impl Followers {
    pub(super) fn follow(this: &Arc<Self>, actor: Actor) -> Follower {
        let (bell, own) = (Bell::default(), Mutex::default());
        let line = Arc::new(Line { bell, role: actor.role, own });
        let mut all = this.all();
        all.last += 1;
        let key = (actor.id, all.last);
        all.lines.insert(key, line.clone());
        if actor.role == Role::Facilitator {
            all.facilitators.insert(key, line.clone());
        }
        if all.ended {
            line.bell.ring(News::END);
        }
        Follower { all: this.clone(), line, key }
    }

    /// Gives how many there are.
    pub(super) fn count(&self) -> usize {
        self.all().lines.len()
    }

    /// Tells everybody that there are news.
    pub(super) fn ring(&self, news: News) {
        self.all().lines.values().for_each(|line| line.bell.ring(news));
    }

    /// Tells facilitators that there are news.
    pub(super) fn ring_facilitators(&self, news: News) {
        self.all().facilitators.values().for_each(|line| line.bell.ring(news));
    }

    /// Tells everybody that the room has ended, also those who come later.
    pub(super) fn end(&self) {
        self.all().ended = true;
        self.ring(News::END);
    }

    /// Says whether somebody follows from a device of their own.
    pub(super) fn has(&self, owner: ActorId) -> bool {
        self.all().of(owner).next().is_some()
    }

    /// Lays ready for people's devices what happened to their own things.
    pub(super) fn put(&self, messages: Vec<(ActorId, Utf8Bytes)>) -> Unrung {
        let mut lines = Vec::new();
        let all = self.all();
        for (owner, message) in messages {
            for line in all.of(owner) {
                line.own().push(message.clone());
                lines.push(line.clone());
            }
        }
        Unrung(lines)
    }

    /// Says that there will be nothing more about the things of somebody, who was erased.
    pub(super) fn erase(&self, owner: ActorId) {
        for line in self.all().of(owner) {
            line.own().ended = true;
            line.bell.ring(News::OWN);
        }
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl All {
    /// Only participants have things of their own.
    fn of(&self, owner: ActorId) -> impl Iterator<Item = &Arc<Line>> {
        let lines = self.lines.range((owner, 0)..=(owner, u64::MAX)).map(|(_, line)| line);
        lines.filter(|line| line.role == Role::Participant)
    }
}

impl Unrung {
    /// Wakes those who have not looked meanwhile.
    pub(super) fn ring(self) {
        for line in self.0 {
            let waits = line.own().waits();
            if waits {
                line.bell.ring(News::OWN);
            }
        }
    }
}

impl Line {
    fn own(&self) -> MutexGuard<'_, Own> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Own {
    fn push(&mut self, message: Utf8Bytes) {
        if self.messages.len() == KEPT {
            // Nobody reads what follows a gap.
            self.messages = VecDeque::new();
            self.lags = true;
        }
        if !self.lags {
            self.messages.push_back(message);
        }
    }

    fn waits(&self) -> bool {
        self.lags || !self.messages.is_empty()
    }

    fn take(&mut self) -> Result<Utf8Bytes, NoneOwn> {
        let Self { messages, lags, ended } = self;
        if *lags {
            return Err(NoneOwn::Lags);
        }
        if let Some(message) = messages.pop_front() {
            return Ok(message);
        }
        // An empty one that was used keeps its room, for each of a thousand connections.
        *messages = VecDeque::new();
        Err(if *ended { NoneOwn::Ever } else { NoneOwn::Yet })
    }
}

impl Follower {
    /// Waits for other news than those that are `known`. Those that are not taken stay.
    pub fn poll_news(&self, context: &mut Context<'_>, known: News) -> Poll<News> {
        self.line.bell.poll(context, known)
    }

    /// Gives those of these news that there are, which are about to be looked at.
    pub fn take(&self, of: News) -> News {
        self.line.bell.take(of)
    }

    /// Gives the next `own` message, encoded.
    ///
    /// # Errors
    /// There is none, and why.
    pub fn own(&self) -> Result<Utf8Bytes, NoneOwn> {
        self.line.own().take()
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        let mut all = self.all.all();
        all.lines.remove(&self.key);
        all.facilitators.remove(&self.key);
    }
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Follower").finish_non_exhaustive()
    }
}
