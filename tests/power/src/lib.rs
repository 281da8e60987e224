//! Power cuts. The real program works under real load while strace writes down every write and
//! every sync; afterwards the power is cut at any instant, on a disk that had not yet taken all
//! that was not synced, and what is left is opened again.
//!
//! Read in this order: a recording is made ([`record`]) and read ([`trace`], [`event`]); the disk
//! that it was written to is played again ([`disk`]) up to a [`cut`]; what is left must keep what
//! was told over sockets until then ([`told`], [`judge`]), also to those who were [`erased`].

#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

pub mod cut;
pub mod disk;
pub mod erased;
pub mod event;
pub mod judge;
pub mod record;
pub mod run;
pub mod told;
pub mod trace;
