//! The rules of a Kenspeckle board, with no I/O, no clock and no chance.
//!
//! Read in this order: what a board is made of ([`definition`]), what may be asked ([`command`]),
//! what was let into the log ([`entry`]), what it did ([`board`]), who may see it ([`view`]), and
//! how it travels ([`wire`]).

pub mod limits;

pub mod ids;
pub mod position;

pub mod agenda;
pub mod definition;
pub mod finder;
pub mod geography;

pub mod command;
pub mod entry;
pub mod moderation;
pub mod refusal;

pub mod board;
pub mod view;

pub mod typescript;
pub mod wire;
