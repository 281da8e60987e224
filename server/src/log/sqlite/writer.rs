//! The one thread that writes. What gathers while it waits for the disk goes in one transaction.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle, sleep};
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::crowd::Crowd;
use super::moving::Moving;
use super::readers::plain_reason;
use super::schema::move_log;
use crate::log::LogFault;

/// Pieces of writing in one transaction at most.
const TOGETHER: usize = 1_024;

/// When a piece of writing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// With whatever else is waiting.
    Now,
    /// By itself, when nothing else is waiting.
    WhenIdle,
}

/// The way to the thread. Clones lead to the same one.
#[derive(Clone)]
pub(super) struct Writer {
    jobs: Arc<Mutex<Option<Sender<Job>>>>,
    thread: Arc<Mutex<Option<Thread>>>,
}

type Thread = JoinHandle<Result<(), LogFault>>;

enum Job {
    Write(Class, Work),
    /// Between transactions; somebody may wait for it.
    MoveLog(Option<oneshot::Sender<()>>),
}

/// One piece of writing, within a transaction that has begun.
type Work = Box<dyn FnOnce(&Connection, Company) -> Done + Send>;

/// Who else is in a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Company {
    Alone,
    Others,
}

/// What a piece of writing came to.
struct Done {
    well: bool,
    settle: Settle,
}

/// Tells whoever waits, once it is known whether the transaction is durable.
type Settle = Box<dyn FnOnce(Result<(), LogFault>) + Send>;

impl Writer {
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let queue = Queue {
            waiting,
            later: Vec::new(),
            crowd: Crowd::default(),
            moving: Moving::default(),
        };
        let thread = Builder::new().name("log".to_owned()).spawn(move || run(connection, queue))?;
        let jobs = Arc::new(Mutex::new(Some(jobs)));
        Ok(Self { jobs, thread: Arc::new(Mutex::new(Some(thread))) })
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        class: Class,
        work: impl FnOnce(&Connection) -> Result<T, LogFault> + Send + 'static,
    ) -> Result<T, LogFault> {
        let (tell, told) = oneshot::channel();
        let work = Box::new(move |connection: &Connection, company| {
            let done = apart(connection, company, work);
            let well = done.is_ok();
            let settle = move |committed: Result<(), LogFault>| {
                // Whoever has gone does not want to know.
                drop(tell.send(committed.and(done)));
            };
            Done { well, settle: Box::new(settle) }
        });
        let jobs = lock(&self.jobs).clone().ok_or(LogFault::Closed)?;
        jobs.send(Job::Write(class, work)).map_err(|_| LogFault::Closed)?;
        drop(jobs);
        told.await.map_err(|_| LogFault::Closed)?
    }

    /// Moves the write-ahead log into the file once what was asked before is written, and gives word
    /// when that was tried. While somebody reads what is only in the log, it is tried again later.
    ///
    /// # Errors
    /// [`LogFault::Closed`]: then it was moved, or is when the file is opened next.
    pub(super) async fn move_log(&self) -> Result<(), LogFault> {
        let (tell, told) = oneshot::channel();
        let jobs = lock(&self.jobs).clone().ok_or(LogFault::Closed)?;
        jobs.send(Job::MoveLog(Some(tell))).map_err(|_| LogFault::Closed)?;
        drop(jobs);
        told.await.map_err(|_| LogFault::Closed)
    }

    /// Does the same soon, without waiting for it.
    pub(super) fn move_log_soon(&self) {
        if let Some(jobs) = &*lock(&self.jobs) {
            // A thread that has ended has moved it.
            let _ = jobs.send(Job::MoveLog(None));
        }
    }

    /// Waits until everything is written and the file is closed.
    pub(super) fn close(&self) -> Result<(), LogFault> {
        lock(&self.jobs).take();
        let Some(thread) = lock(&self.thread).take() else { return Ok(()) };
        thread.join().unwrap_or(Err(LogFault::Closed))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What waits for the thread.
struct Queue {
    waiting: Receiver<Job>,
    /// Taken from the channel, but of class [`Class::WhenIdle`].
    later: Vec<Work>,
    crowd: Crowd,
    moving: Moving,
}

/// Whether more can come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Channel {
    Open,
    Closed,
}

impl Queue {
    /// Gives the pieces of the next transaction, waiting for one or, with none, until the log is to
    /// be moved. Gives nothing once the channel is closed and everything is done.
    fn next(&mut self) -> Option<Vec<Work>> {
        let mut pieces = Vec::new();
        let mut channel = self.gather(&mut pieces);
        let now = Instant::now();
        if channel == Channel::Open
            && let Some(pause) = self.crowd.pause(pieces.len(), now)
        {
            sleep(pause);
            channel = self.gather(&mut pieces);
        }
        self.crowd.note(pieces.len(), Instant::now());
        if pieces.is_empty() && !self.later.is_empty() {
            pieces.push(self.later.remove(0));
        }
        (channel == Channel::Open || !pieces.is_empty()).then_some(pieces)
    }

    /// Adds what is waiting, and waits for one if there is none.
    fn gather(&mut self, pieces: &mut Vec<Work>) -> Channel {
        while pieces.len() < TOGETHER {
            match self.waiting.try_recv() {
                Ok(job) => self.sort(job, pieces),
                Err(TryRecvError::Empty) if pieces.is_empty() && self.later.is_empty() => {
                    match self.wait() {
                        Ok(job) => self.sort(job, pieces),
                        Err(RecvTimeoutError::Timeout) => return Channel::Open,
                        Err(RecvTimeoutError::Disconnected) => return Channel::Closed,
                    }
                }
                Err(TryRecvError::Empty) => return Channel::Open,
                Err(TryRecvError::Disconnected) => return Channel::Closed,
            }
        }
        Channel::Open
    }

    fn wait(&self) -> Result<Job, RecvTimeoutError> {
        match self.moving.due_in(Instant::now()) {
            Some(rest) => self.waiting.recv_timeout(rest),
            None => self.waiting.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn sort(&mut self, job: Job, pieces: &mut Vec<Work>) {
        match job {
            Job::Write(Class::Now, work) => pieces.push(work),
            Job::Write(Class::WhenIdle, work) => self.later.push(work),
            Job::MoveLog(tell) => self.moving.ask(tell, Instant::now()),
        }
    }
}

fn run(connection: Connection, mut queue: Queue) -> Result<(), LogFault> {
    while let Some(pieces) = queue.next() {
        together(&connection, pieces);
        queue.moving.go(&connection);
    }
    move_log(&connection).map_err(not_stored)?;
    connection.close().map_err(|(_, error)| not_stored(error))
}

/// Does jobs in one transaction and tells everybody when it is durable.
fn together(connection: &Connection, jobs: Vec<Work>) {
    let mut jobs = jobs.into_iter();
    while jobs.len() > 0 {
        let mut settles = Vec::with_capacity(jobs.len());
        let company = if jobs.len() == 1 { Company::Alone } else { Company::Others };
        let mut committed = say(connection, "BEGIN IMMEDIATE");
        let mut well = true;
        for job in jobs.by_ref() {
            let done = job(connection, company);
            settles.push(done.settle);
            well &= done.well;
            // After a full disk and the like SQLite has rolled everything back by itself.
            if connection.is_autocommit() {
                break;
            }
        }
        // Of one that is alone and failed, nothing may be left; others were undone by themselves.
        if committed.is_ok() && (well || company == Company::Others) {
            committed = say(connection, "COMMIT");
        }
        if !connection.is_autocommit()
            && let Err(error) = say(connection, "ROLLBACK")
        {
            tracing::error!(error = plain_reason(&error), "a failed write could not be undone");
        }
        let committed = committed.map_err(not_stored);
        settles.into_iter().for_each(|settle| settle(committed.clone()));
    }
}

/// Does something that the connection has prepared from the last time.
fn say(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

/// Does one piece of work so that, if it fails, nothing of it is left: of one that has company, by
/// itself; else by its transaction.
fn apart<T>(
    connection: &Connection,
    company: Company,
    work: impl FnOnce(&Connection) -> Result<T, LogFault>,
) -> Result<T, LogFault> {
    if connection.is_autocommit() {
        let reason = "the write could not begin".to_owned();
        return Err(LogFault::NotStored { reason });
    }
    if company == Company::Alone {
        return work(connection);
    }
    say(connection, "SAVEPOINT piece").map_err(not_stored)?;
    let done = work(connection);
    // When SQLite has rolled everything back, there is no savepoint to go back to.
    let undone = if done.is_ok() { Ok(()) } else { say(connection, "ROLLBACK TO piece") };
    let ended = undone.and_then(|()| say(connection, "RELEASE piece")).map_err(not_stored);
    done.and_then(|done| ended.map(|()| done))
}

/// SQLite's words name tables and columns, never what is in them.
#[allow(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
pub(crate) fn not_stored(error: rusqlite::Error) -> LogFault {
    LogFault::NotStored { reason: plain_reason(&error) }
}
