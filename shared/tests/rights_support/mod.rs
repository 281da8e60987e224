//! The tables of who may do what when, and boards to try them on.

#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

pub mod scene;
pub mod table;
pub mod wishes;
