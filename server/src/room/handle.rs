//! What the rest of the server holds of a room.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::task::{Context, Poll};

use axum::extract::ws::Utf8Bytes;
use kenspeckle_shared::agenda::Activity;
use kenspeckle_shared::board::Seen;
use kenspeckle_shared::command::{Command, Role};
use kenspeckle_shared::entry::Actor;
use kenspeckle_shared::finder::Finder;
use kenspeckle_shared::ids::{ActorId, BoardId, CommandId, Rev};
use kenspeckle_shared::refusal::RefusalCode;
use kenspeckle_shared::view::{Audience, Card};
use kenspeckle_shared::wire::{AckOutcome, Here, Presence, ServerMessage, Signs, Truth};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::bell::News;
use super::encoded::{EncodedSnapshot, Encoder};
use super::followers::{Follower, Followers};
use super::frames::Missed;
use super::live::Live;
use super::opening::Site;
use super::presence::{Attendance, PresenceGuard};
use super::task::Request;
use crate::pace::Pace;
use crate::registry::BoardRecord;
use crate::tokens::random_below;

/// A live board. Clones are the same board.
#[derive(Clone)]
pub struct Room(pub(super) Arc<Shared>);

/// What a room's task and its handles share.
pub(super) struct Shared {
    pub(super) record: BoardRecord,
    pub(super) site: Arc<Site>,
    /// Written by the room's task alone.
    pub(super) live: RwLock<Live>,
    pub(super) queue: mpsc::Sender<Request>,
    pub(super) head: watch::Receiver<Rev>,
    pub(super) pace: Pace,
    pub(super) visits: Pace,
    pub(super) followers: Arc<Followers>,
    pub(super) attendance: Arc<Attendance>,
    pub(super) encoder: Encoder,
    /// Nobody had it open when that was last looked at.
    pub(super) unused: AtomicBool,
    /// Somebody was erased, and the log has not lost all of it yet.
    pub(super) erasing: AtomicBool,
    /// What was asked last could not be stored.
    pub(super) not_storing: AtomicBool,
    /// Cancelled when the room is let go; its board stays in the log.
    pub(super) resting: CancellationToken,
}

/// A command on its way: gives its answer.
#[derive(Debug)]
pub enum Asked {
    /// By the room, which has it.
    Of(oneshot::Receiver<Reply>),
    /// Without the room; taken when it is given.
    Answered(Option<Reply>),
}

/// The answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It is stored.
    Ack {
        /// The rev of its entry.
        rev: Rev,
        /// What came of it.
        outcome: AckOutcome,
    },
    /// It was not let into the log.
    Refused {
        /// Why.
        code: RefusalCode,
        /// Send it again after this many milliseconds; `None` if that would not help.
        retry_ms: Option<u64>,
    },
}

impl Room {
    /// Gives the board's id.
    pub fn board_id(&self) -> &BoardId {
        &self.0.record.id
    }

    /// Gives the life of the board's log: (epoch, rev) names a state.
    pub fn epoch(&self) -> &str {
        &self.0.record.epoch
    }

    /// Gives the code by which people join.
    pub fn join_code(&self) -> &str {
        self.0.record.join_code.as_str()
    }

    /// Gives the id of the board's definition, by which another board like it is made.
    pub fn definition_id(&self) -> &str {
        &self.0.record.definition_id
    }

    /// Gives the content hash of the board's definition.
    pub fn definition_hash(&self) -> String {
        self.0.live().board.rules().definition.clone()
    }

    /// Gives the fingerprint of the board's whole state, as hexadecimal digits: equal wherever the
    /// same log was applied. Takes as long as writing the state.
    pub fn state_hash(&self) -> String {
        self.0.live().board.state_hash().to_hex().to_string()
    }

    /// Says whether the room still takes commands. One that does not was closed, or met a fault;
    /// [`super::Rooms::open`] then gives a new one.
    pub fn is_open(&self) -> bool {
        !self.0.queue.is_closed()
    }

    /// Gives how many commands wait for the room.
    pub fn waiting(&self) -> usize {
        self.0.queue.max_capacity() - self.0.queue.capacity()
    }

    /// Gives the board's registry entry.
    pub fn record(&self) -> &BoardRecord {
        &self.0.record
    }

    /// Gives what the board's agenda and questions have come to.
    pub fn plan(&self) -> (Vec<Activity>, Vec<Finder>) {
        let live = self.0.live();
        (live.board.agenda().to_vec(), live.board.finder_rules().cloned().collect())
    }

    /// Gives how many stickers can be seen, whether the session is over, and whether the board was
    /// put away.
    pub fn standing(&self) -> (usize, bool, bool) {
        let board = &self.0.live().board;
        let seen = board.stickers().values().filter(|sticker| sticker.hidden.is_none()).count();
        (seen, board.has_ended(), board.is_archived())
    }

    /// Says whether the board was put away.
    pub fn is_archived(&self) -> bool {
        self.0.live().board.is_archived()
    }

    /// Lets the room go if nobody holds it but the map of rooms and its own task, now and when that
    /// was last asked.
    pub(super) fn rests(&self) -> bool {
        let unused = Arc::strong_count(&self.0) <= 2;
        let rests = self.0.unused.swap(unused, Ordering::Relaxed) && unused;
        if rests {
            self.0.resting.cancel();
        }
        rests
    }

    /// Asks something of the board and waits until it is durable, or refused.
    pub async fn submit(&self, actor: Actor, id: CommandId, command: Command) -> Reply {
        self.ask(actor, id, command).await
    }

    /// Asks something of the board. The answer comes when it is durable, or refused.
    pub fn ask(&self, actor: Actor, id: CommandId, command: Command) -> Asked {
        match self.pass_on(actor, id, command) {
            Ok(answer) => Asked::Of(answer),
            Err(reply) => Asked::Answered(Some(reply)),
        }
    }

    fn pass_on(
        &self,
        actor: Actor,
        id: CommandId,
        command: Command,
    ) -> Result<oneshot::Receiver<Reply>, Reply> {
        if id.get_version_num() != 7 {
            return Err(Reply::refused(RefusalCode::BadId));
        }
        if let Some(seen) = self.0.live().board.seen(actor.id, id) {
            return Err(self.0.again(&command, seen));
        }
        if let Err(retry_ms) = self.0.pace.ask(actor.id) {
            return Err(Reply::Refused { code: RefusalCode::TooFast, retry_ms: Some(retry_ms) });
        }
        let (answer, answered) = oneshot::channel();
        if self.0.queue.try_send(Request { actor, id, command, answer }).is_err() {
            return Err(Reply::not_stored());
        }
        Ok(answered)
    }

    /// Says whether a person had everything of theirs erased.
    pub fn is_erased(&self, actor: ActorId) -> bool {
        self.0.live().board.is_erased(actor)
    }

    /// Gives the last published rev, and each next one. The sender is gone once the room is closed
    /// or met a fault.
    pub fn head(&self) -> watch::Receiver<Rev> {
        self.0.head.clone()
    }

    /// Gives the frames that a reader at `rev` misses, encoded, in order.
    pub fn frames_after(&self, rev: Rev, audience: Audience) -> Missed {
        self.0.live().frames.after(rev, audience)
    }

    /// Gives the same, unless the first of them is from before a moment: it is too old then.
    pub fn frames_no_older(&self, than: Instant, rev: Rev, audience: Audience) -> Missed {
        let frames = &self.0.live().frames;
        match frames.are_from_before(than, rev) {
            true => Missed::TooOld,
            false => frames.after(rev, audience),
        }
    }

    /// Says whether the first frame that a reader at `rev` misses is from before a moment.
    pub fn frames_are_from_before(&self, moment: Instant, rev: Rev) -> bool {
        self.0.live().frames.are_from_before(moment, rev)
    }

    /// Says whether somebody who comes back with the board at `rev` can go on by frames: they are
    /// kept from there on, and nothing that was in them has been withdrawn from the audience.
    pub fn frames_lead_on(&self, rev: Rev, audience: Audience) -> bool {
        self.0.live().frames.lead_on(rev, audience)
    }

    /// Gives the board as an audience may see it, at the present rev or a later one; encoded and
    /// compressed once for each rev and audience, off the async threads.
    pub async fn snapshot(&self, audience: Audience) -> Arc<EncodedSnapshot> {
        Encoder::snapshot(&self.0, audience).await
    }

    /// Gives what one person put in, and at which rev.
    pub fn card(&self, actor: ActorId) -> (Rev, Card) {
        let live = self.0.live();
        (live.board.rev(), Card::of(&live.board, actor))
    }

    /// Lets one connection of somebody learn of all that happens from now on. Who then reads
    /// [`Room::card`] misses nothing.
    pub fn follow(&self, actor: Actor) -> Follower {
        Followers::follow(&self.0.followers, actor)
    }

    /// Says whether somebody may come in once more. Displays share a token, and may always.
    pub fn admits(&self, actor: Actor) -> bool {
        actor.role != Role::Participant || self.0.visits.ask(actor.id).is_ok()
    }

    /// Counts somebody as present until the guard is dropped.
    pub fn enter(&self, actor: Actor, here: Here) -> PresenceGuard {
        Attendance::enter(&self.0.attendance, actor, here)
    }

    /// Gives how many are here, and each next count.
    pub fn presence(&self) -> watch::Receiver<Presence> {
        self.0.attendance.watch()
    }

    /// Gives how many are here.
    pub fn who_is_here(&self) -> Presence {
        self.0.attendance.count()
    }

    /// Gives the message that says how many are here, encoded once for all who are told.
    pub fn presence_message(&self) -> Utf8Bytes {
        self.0.attendance.message()
    }

    /// Gives the hands that are up and the signs so far, as one person reads them.
    pub fn signs(&self, reader: ActorId) -> Signs {
        self.0.attendance.signs(reader, &self.0.live().board)
    }

    /// Takes a hand down.
    pub fn lower_hand(&self, number: u32) {
        self.0.attendance.lower(number);
    }

    /// Gives how the session stands: numbers of people, for facilitators.
    pub fn truth(&self) -> Truth {
        let not_storing = self.0.not_storing.load(Ordering::Acquire);
        let truth = self.0.attendance.truth(&self.0.live().board, Instant::now());
        Truth { not_storing, ..truth }
    }

    /// Says whether signs are switched off: it is quiet, or the board was put away.
    pub fn is_quiet(&self) -> bool {
        let live = self.0.live();
        live.board.is_quiet() || live.board.is_archived()
    }

    /// Gives the present rev, and the check sum over the stickers that an audience sees at it.
    pub fn beat(&self, audience: Audience) -> (Rev, u32) {
        let live = self.0.live();
        (live.board.rev(), live.digests.sum(audience))
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Room").field(self.board_id()).finish()
    }
}

impl Shared {
    pub(super) fn live(&self) -> RwLockReadGuard<'_, Live> {
        // A task that panicked took its room with it; what it left can still be read.
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether what is asked can be stored, and tells facilitators when that changes.
    pub(super) fn stores(&self, is_so: bool) {
        if self.not_storing.swap(!is_so, Ordering::AcqRel) == is_so {
            self.followers.ring_facilitators(News::STAND);
        }
    }

    /// Answers a command that the board has already. Whoever asks to be erased is told that it is
    /// done only when the log has lost their words too.
    pub(super) fn again(&self, command: &Command, seen: Seen) -> Reply {
        let waits = matches!(command, Command::Erase {}) && self.erasing.load(Ordering::Acquire);
        if waits { Reply::not_stored() } else { Reply::repeated(seen) }
    }
}

impl Future for Asked {
    type Output = Reply;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Reply> {
        let reply = match &mut *self {
            Self::Answered(reply) => reply.take(),
            Self::Of(answer) => std::task::ready!(Pin::new(answer).poll(context)).ok(),
        };
        Poll::Ready(reply.unwrap_or_else(Reply::not_stored))
    }
}

impl Reply {
    /// Gives the message that answers a command.
    pub fn into_message(self, id: CommandId) -> ServerMessage {
        match self {
            Self::Ack { rev, outcome } => ServerMessage::Ack { id, rev, outcome },
            Self::Refused { code, retry_ms } => {
                ServerMessage::Refused { id, code, words: code.words().to_owned(), retry_ms }
            }
        }
    }

    pub(super) fn refused(code: RefusalCode) -> Self {
        Self::Refused { code, retry_ms: None }
    }

    /// Try again in about a second; not all at once.
    pub(super) fn not_stored() -> Self {
        let retry_ms = Some(750 + random_below(500));
        Self::Refused { code: RefusalCode::NotStored, retry_ms }
    }

    /// The answer to a command that is in the log for the first time.
    pub(super) fn stored(seen: Seen) -> Self {
        Self::Ack { rev: seen.rev, outcome: outcome(seen, AckOutcome::Changed {}) }
    }

    /// The answer to a command that was in the log before.
    pub(super) fn repeated(seen: Seen) -> Self {
        Self::Ack { rev: seen.rev, outcome: outcome(seen, AckOutcome::Repeated {}) }
    }
}

fn outcome(seen: Seen, done: AckOutcome) -> AckOutcome {
    seen.refused.map_or(done, |code| AckOutcome::Refused { code, words: code.words().to_owned() })
}
