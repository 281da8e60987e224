//! The rules of `docs/PROTOCOL.md`, shown on the built program, section by section.

#![allow(clippy::unwrap_used, missing_docs)]

mod backups;
mod bad_messages;
mod commands;
mod connection;
mod doors;
mod floods;
mod hello;
mod hidden;
mod joining;
mod logs;
mod metrics;
mod pace;
mod places;
mod roles;
mod screens;
mod snapshots;
mod stopping;
mod storage;

use kenspeckle_tests::{Answer, Client, Server, place_in};

/// Shows that the server and everybody else go on: somebody joins and puts a sticker, and a screen
/// that was there all along sees it.
async fn everybody_goes_on(server: &Server, watcher: &Client) {
    let newcomer = Client::join(server.address, &server.code).await;
    let Answer::Changed(rev) = newcomer.do_it(place_in("govan")).await else {
        panic!("the newcomer's sticker was not put")
    };
    watcher.until("the newcomer's sticker", |mind| mind.board().stickers.contains_key(&rev)).await;
}
