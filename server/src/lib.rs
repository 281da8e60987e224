//! The Kenspeckle server: boards, their log, and the people who look at them.
//!
//! Read in this order: what people hold ([`tokens`]), what is stored ([`log`]), which boards there
//! are ([`registry`]), the live board itself ([`room`]), one connection to it ([`session`]),
//! looking after a data folder
//! ([`upkeep`]), everything else that is asked ([`http`]), numbers about it
//! all ([`metrics`]), and how the program begins and ends ([`start`]).

pub mod clock;
mod off_thread;
mod pace;

pub mod tokens;

pub mod log;
pub mod registry;

pub mod room;

pub mod session;

pub mod upkeep;

pub mod http;
pub mod metrics;
mod pages;

pub mod cli;
pub mod start;
