//! The log: the ordered, durable entries of every board, and the only truth.
//!
//! [`Log`] says what a room needs of it. [`sqlite`] keeps it on disk, [`memory`] in memory for
//! tests; one suite of tests (`tests/log_contract.rs`) runs against both.

mod fault;
pub mod keys;
pub mod memory;
pub mod sqlite;

use std::future::Future;

use kenspeckle_shared::entry::Entry;
#[cfg(doc)]
use kenspeckle_shared::entry::EntryBody;
use kenspeckle_shared::ids::{ActorId, BoardId, Rev};

pub use fault::LogFault;

/// Keeps the entries of boards, and beside them one snapshot of each board as a cache.
pub trait Log: Send + Sync + 'static {
    /// Puts entries at the end of a board's log, all or none, and gives the rev of the first once
    /// they are durable. Without entries, gives the rev that the next one would get.
    ///
    /// # Errors
    /// [`LogFault::NotStored`]: almost always nothing was stored, but only reading again tells.
    fn append(
        &self,
        board: &BoardId,
        entries: &[Entry],
    ) -> impl Future<Output = Result<Rev, LogFault>> + Send;

    /// Says whether there is room for entries, by trying, and leaves nothing.
    fn takes_entries(&self) -> impl Future<Output = bool> + Send;

    /// Gives at most `most` entries of a board, those right after `rev`, in order; none past the
    /// end.
    ///
    /// # Errors
    /// [`LogFault::NotRead`], [`LogFault::Damaged`], or [`LogFault::Newer`].
    fn read_after(
        &self,
        board: &BoardId,
        rev: Rev,
        most: usize,
    ) -> impl Future<Output = Result<Vec<Entry>, LogFault>> + Send;

    /// Keeps a snapshot in place of the board's older one, when no append is waiting.
    fn keep_snapshot(
        &self,
        board: &BoardId,
        snapshot: KeptSnapshot,
    ) -> impl Future<Output = Result<(), LogFault>> + Send;

    /// Gives the board's kept snapshot, if there is one.
    fn kept_snapshot(
        &self,
        board: &BoardId,
    ) -> impl Future<Output = Result<Option<KeptSnapshot>, LogFault>> + Send;

    /// Destroys what people put into a board: their keys, the personal parts of their entries, every
    /// kept state from before, and of the entries that `baseline` covers all that tells whose they
    /// are and what they ask ([`EntryBody::blank`]). `baseline` is the board without them; from now
    /// on the log begins there. May be asked again, with a later baseline, until it succeeds.
    ///
    /// # Errors
    /// [`LogFault::NotStored`]: some of it may have been done.
    fn erase(
        &self,
        board: &BoardId,
        people: &[ActorId],
        baseline: KeptSnapshot,
    ) -> impl Future<Output = Result<(), LogFault>> + Send;

    /// Gives the state from which a board begins; none where that is its first entry.
    ///
    /// # Errors
    /// [`LogFault::NotRead`], or [`LogFault::Damaged`]: it is there and cannot be used.
    fn baseline(
        &self,
        board: &BoardId,
    ) -> impl Future<Output = Result<Option<KeptSnapshot>, LogFault>> + Send;

    /// Gives the people whose keys were destroyed.
    ///
    /// # Errors
    /// [`LogFault::NotRead`].
    fn erased(
        &self,
        board: &BoardId,
    ) -> impl Future<Output = Result<Vec<ActorId>, LogFault>> + Send;

    /// Finishes what is waiting and closes the log; later calls give [`LogFault::Closed`].
    fn close(&self) -> impl Future<Output = Result<(), LogFault>> + Send;
}

/// A board's state at one rev as it was written down. Whoever reads it checks it.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptSnapshot {
    /// After this entry.
    pub rev: Rev,
    /// Of this format.
    pub version: u16,
    /// The state as JSON.
    pub state: Vec<u8>,
    /// The state's hash, as hexadecimal digits.
    pub state_hash: String,
}

impl std::fmt::Debug for KeptSnapshot {
    /// Leaves out the state, which holds people's words and places.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("KeptSnapshot").field("rev", &self.rev).finish_non_exhaustive()
    }
}
