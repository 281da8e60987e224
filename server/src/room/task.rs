//! The loop of one room: check, locate, store, apply, publish, answer.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use kenspeckle_shared::board::{Board, Effect};
use kenspeckle_shared::command::Command;
use kenspeckle_shared::entry::{Actor, ENTRY_VERSION, Entry, EntryBody};
use kenspeckle_shared::ids::{ActorId, CommandId, Rev};
use kenspeckle_shared::limits::FRAME_ENTRIES;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::batch::Batch;
use super::erasing;
use super::followers::Unrung;
use super::handle::{Reply, Shared};
use super::head::Head;
use super::keeping::Keeper;
use super::locate::Locator;
use super::opening::Site;
use super::rhythm::Rhythm;
use super::tidy::tidy;
use crate::clock::Clock;
use crate::log::{Log, LogFault};
use crate::metrics::counted;

/// After how long a room looks again what the log has, when it could not.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// After how long without any command a room tries whether it can store again. Longer than phones
/// wait that have one: theirs tell better.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// A command on its way to the log.
pub(super) struct Request {
    pub(super) actor: Actor,
    pub(super) id: CommandId,
    pub(super) command: Command,
    pub(super) answer: oneshot::Sender<Reply>,
}

/// The one writer of a board.
pub(super) struct Task<L: Log> {
    shared: Arc<Shared>,
    site: Arc<Site>,
    log: Arc<L>,
    clock: Clock,
    keeper: Keeper<L>,
    /// The log may have entries that the board has not applied.
    behind: bool,
    /// Who was erased from the board, and not yet from the log.
    leaving: Vec<ActorId>,
    /// What the board has, and nobody was woken for yet.
    untold: Option<(Rev, Unrung)>,
}

/// What became of a request that was looked at.
enum Look {
    /// It is in the batch, or answered.
    Done,
    /// It depends on what is in the batch: look again when that is stored.
    After(Request),
}

impl<L: Log> Task<L> {
    pub(super) fn new(
        shared: Arc<Shared>,
        site: Arc<Site>,
        log: Arc<L>,
        clock: Clock,
        keeper: Keeper<L>,
    ) -> Self {
        Self { shared, site, log, clock, keeper, behind: false, leaving: Vec::new(), untold: None }
    }

    /// Works until the server closes and the queue is empty. Letting `head` go says that it ended.
    pub(super) async fn run(
        mut self,
        mut queue: mpsc::Receiver<Request>,
        head: Head,
        mut closing: watch::Receiver<bool>,
    ) {
        let mut requests = Vec::with_capacity(FRAME_ENTRIES);
        let (mut open, mut rhythm) = (true, Rhythm::default());
        let resting = self.shared.resting.clone();
        loop {
            let keep = self.keeper.due();
            let received = tokio::select! {
                biased;
                () = resting.cancelled(), if open => {
                    open = false;
                    queue.close();
                    continue;
                }
                _ = closing.wait_for(|closing| *closing), if open => {
                    open = false;
                    queue.close();
                    continue;
                }
                received = queue.recv_many(&mut requests, FRAME_ENTRIES) => Some(received),
                () = sleep_until(keep.unwrap_or_else(Instant::now)), if keep.is_some() => {
                    self.keeper.count(0, || self.shared.live().board.clone());
                    continue;
                }
                // What is stored must be shown, also when nobody asks for anything any more.
                () = sleep(self.rest()), if self.is_troubled() => None,
            };
            let Some(received) = received else {
                self.look_again(&head).await;
                continue;
            };
            if received == 0 {
                break;
            }
            if let Some(next) = rhythm.next() {
                sleep_until(next).await;
                gather(&mut queue, &mut requests);
            }
            rhythm.begin(self.shared.followers.count());
            self.work(requests.drain(..), &head).await;
        }
        let shared = self.shared;
        self.keeper.finish(|| shared.live().board.clone()).await;
    }

    /// Says whether there is something to look after when nobody asks for anything.
    fn is_troubled(&self) -> bool {
        self.is_unfinished() || self.shared.not_storing.load(Ordering::Acquire)
    }

    /// Says whether the board, or the log, lacks something of the other.
    fn is_unfinished(&self) -> bool {
        self.behind || !self.leaving.is_empty()
    }

    fn rest(&self) -> Duration {
        if self.is_unfinished() { LOOK_AGAIN } else { TRY_AGAIN }
    }

    async fn work(&mut self, requests: impl Iterator<Item = Request>, head: &Head) {
        // Judged by a board that lacks what the log has, a command that came again would be stored
        // a second time: it would do nothing, and be there for ever.
        if self.behind && self.catch_up(head).await.is_err() {
            self.shared.stores(false);
            return requests.for_each(|request| drop(request.turn_away(Reply::not_stored())));
        }
        let mut batch = Batch::default();
        for request in requests {
            if let Look::After(request) = self.look(request, &mut batch) {
                self.store(std::mem::take(&mut batch), head).await;
                // The batch is empty now, so that nothing is left to wait for.
                self.look(request, &mut batch);
            }
        }
        self.store(batch, head).await;
    }

    /// Puts a request into the batch, or answers it at once.
    fn look(&self, mut request: Request, batch: &mut Batch) -> Look {
        let board = &self.shared.live().board;
        let (actor, id) = (request.actor, request.id);
        if let Some(seen) = board.seen(actor.id, id) {
            let reply = self.shared.again(&request.command, seen);
            return request.turn_away(reply);
        }
        let Some(answer) = batch.join(actor.id, id, request.answer) else { return Look::Done };
        request.answer = answer;
        tidy(&mut request.command);
        match board.check(actor, &request.command) {
            Err(_) if batch.concerns(actor) => Look::After(request),
            Err(code) => request.turn_away(Reply::refused(code)),
            Ok(()) => self.locate(board, request, batch),
        }
    }

    fn locate(&self, board: &Board, request: Request, batch: &mut Batch) -> Look {
        let placed_in = |area: &_| board.placed_in(area) + batch.placed_in(area);
        let locator = Locator { site: &self.site, rules: board.rules(), placed_in };
        let located = match locator.locate(request.command) {
            Ok(located) => located,
            Err(code) => return turn_away(request.answer, Reply::refused(code)),
        };
        let body = EntryBody {
            version: ENTRY_VERSION,
            id: request.id,
            actor: request.actor,
            at_ms: self.clock.now_ms(),
            deed: located.deed,
        };
        batch.push(Entry { body, personal: located.personal }, request.answer);
        Look::Done
    }

    /// Stores a batch, applies and publishes what the log then has, and answers.
    async fn store(&mut self, mut batch: Batch, head: &Head) {
        if batch.is_empty() {
            return;
        }
        let stored = self.store_entries(&mut batch, head).await;
        self.shared.stores(stored.is_ok());
        if let Err(fault) = stored {
            let entries = batch.entries().len();
            tracing::error!(board = %self.shared.record.id, entries, %fault, "entries not stored");
        }
        if self.leaving.is_empty() {
            // Whoever asked is woken by the answer, and finds the rest beside it: were the bell rung
            // first, they would be woken, and mostly written to, twice.
            batch.answer(&self.shared.live().board, true);
            return self.tell(head);
        }
        self.tell(head);
        let gone = self.erase().await;
        batch.answer(&self.shared.live().board, self.leaving.is_empty());
        self.send_away(gone);
    }

    async fn store_entries(&mut self, batch: &mut Batch, head: &Head) -> Result<(), LogFault> {
        if self.behind {
            self.catch_up(head).await?;
            // What they ask for again may be among what had landed.
            batch.leave_out_seen(&self.shared.live().board);
            if batch.is_empty() {
                return Ok(());
            }
        }
        let entries = batch.entries();
        let (id, start) = (&self.shared.record.id, std::time::Instant::now());
        // Until told otherwise: a write that failed may have landed all the same.
        self.behind = true;
        let appended = self.log.append(id, entries).await;
        let rev = self.shared.live().board.rev();
        if appended == Ok(rev + 1) {
            self.behind = false;
            let took = start.elapsed();
            counted().stored(took);
            let micros = took.as_micros();
            tracing::debug!(board = %id, rev, entries = entries.len(), micros, "stored");
            self.publish(entries);
            return Ok(());
        }
        // Either it failed, or somebody else wrote before us: the log says what is so.
        self.catch_up(head).await?;
        appended.map(drop)
    }

    /// Applies what the log has and the board has not.
    async fn catch_up(&mut self, head: &Head) -> Result<(), LogFault> {
        loop {
            let rev = self.shared.live().board.rev();
            let id = &self.shared.record.id;
            let entries = self.log.read_after(id, rev, FRAME_ENTRIES).await?;
            if entries.is_empty() {
                self.behind = false;
                return Ok(());
            }
            self.publish(&entries);
            self.tell(head);
        }
    }

    async fn look_again(&mut self, head: &Head) {
        if self.behind
            && let Err(fault) = self.catch_up(head).await
        {
            tracing::warn!(board = %self.shared.record.id, %fault, "still behind the log");
        }
        let gone = self.erase().await;
        self.send_away(gone);
        if self.is_troubled() && !self.is_unfinished() && self.log.takes_entries().await {
            self.shared.stores(true);
        }
    }

    /// Lets log and memory lose whom the board has lost, and gives whom they have. Their words are
    /// on the board no more, but only now can nobody find them.
    async fn erase(&mut self) -> Vec<ActorId> {
        if self.leaving.is_empty() {
            return Vec::new();
        }
        // What it is writing knows them still.
        self.keeper.settle().await;
        let (id, board) = (&self.shared.record.id, self.shared.live().board.clone());
        if let Err(fault) = erasing::erase(&*self.log, id, &self.leaving, board).await {
            tracing::error!(board = %id, %fault, "an erasing is not finished");
            return Vec::new();
        }
        self.shared.encoder.forget().await;
        self.shared.erasing.store(false, Ordering::Release);
        std::mem::take(&mut self.leaving)
    }

    /// Ends the connections of people who were erased, once they have been told.
    fn send_away(&self, gone: Vec<ActorId>) {
        gone.into_iter().for_each(|actor| self.shared.followers.erase(actor));
    }

    /// Applies what is stored, for everybody to find who looks.
    fn publish(&mut self, entries: &[Entry]) {
        let shared = &self.shared;
        let (rev, own, renamed) = {
            let mut live = shared.live.write().unwrap_or_else(PoisonError::into_inner);
            let effects = live.apply(entries);
            self.leaving.extend(effects.iter().filter_map(|effect| match effect {
                Effect::Erased(actor) => Some(*actor),
                _ => None,
            }));
            if !self.leaving.is_empty() {
                // Before anybody can ask again whether it is done.
                shared.erasing.store(true, Ordering::Release);
            }
            let own = live.own(&effects, |owner| shared.followers.has(owner));
            (live.board.rev(), own, renamed(&effects))
        };
        shared.attendance.renamed(&renamed);
        self.untold = Some((rev, shared.followers.put(own)));
        self.keeper.count(entries.len(), || shared.live().board.clone());
    }

    /// Wakes everybody for what was published.
    fn tell(&mut self, head: &Head) {
        if let Some((rev, own)) = self.untold.take() {
            own.ring();
            head.tell(rev);
        }
    }
}

/// Whose name, as everybody reads it, may be another now.
fn renamed(effects: &[Effect]) -> Vec<ActorId> {
    let guest = |effect: &Effect| match effect {
        Effect::Name { by, guest: true } => Some(*by),
        _ => None,
    };
    effects.iter().filter_map(guest).collect()
}

/// Adds what is waiting already.
fn gather(queue: &mut mpsc::Receiver<Request>, requests: &mut Vec<Request>) {
    while requests.len() < FRAME_ENTRIES
        && let Ok(request) = queue.try_recv()
    {
        requests.push(request);
    }
}

impl Request {
    fn turn_away(self, reply: Reply) -> Look {
        turn_away(self.answer, reply)
    }
}

fn turn_away(answer: oneshot::Sender<Reply>, reply: Reply) -> Look {
    // Whoever has gone asks again when they come back.
    drop(answer.send(reply));
    Look::Done
}
