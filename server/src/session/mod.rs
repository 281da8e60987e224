//! One WebSocket connection, from its hello to its end.
//!
//! A connection is in one of three stages: it has not said hello ([`greeting`]); it follows the
//! board with a cursor; or it was told to fetch a snapshot and waits to resume ([`cursor`]). It
//! never has a queue of frames: when there is something to write it takes what its cursor misses.

mod ending;
mod timings;
pub use timings::Timings;

mod greeting;
mod live;

mod asides;
mod commands;
mod cursor;
mod departures;
pub use departures::Departures;
mod doorstep;
pub use doorstep::{Cut, Doorstep, Place};
mod ear;
mod letters;
pub use letters::understand;
mod line;
pub use line::{Host, Line};
mod manners;
mod pace;
mod pen;

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;

use ending::Ending;

use crate::metrics::counted;

/// In bytes. Larger than what a phone mostly says in one go; more only costs memory: with axum's
/// 128 KiB an idle connection holds 135 kB.
const READ_BUFFER: usize = 512;
/// In bytes. Several frames go out in one write.
const WRITE_BUFFER: usize = 4_096;
/// In bytes. A frame of `FRAME_ENTRIES` stickers with the longest notes is half of it.
const WRITE_BUFFER_MOST: usize = 2 << 20;
/// In bytes. A message over `MESSAGE_BYTES` is refused by us, with the right code, up to here, and
/// cut by the library beyond.
const READ_MOST: usize = 4 * kenspeckle_shared::limits::MESSAGE_BYTES;

/// Sets all five sizes of a connection; the library's own have no bound where it matters.
pub fn sized<F>(upgrade: WebSocketUpgrade<F>) -> WebSocketUpgrade<F> {
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(WRITE_BUFFER_MOST)
        .max_message_size(READ_MOST)
        .max_frame_size(READ_MOST)
}

/// Serves a connection until it ends.
pub async fn serve(mut socket: impl Line, host: Arc<impl Host>) {
    let open = counted().connection();
    let ending = talk(&mut socket, &*host).await;
    drop(open);
    counted().ended(ending.word());
    tracing::debug!(ending = ending.word(), "a connection ended");
    ending.say(socket, host.departures()).await;
}

async fn talk(socket: &mut impl Line, host: &impl Host) -> Ending {
    let hello = match greeting::hello(socket, host).await {
        Ok(hello) => hello,
        Err(ending) => return ending,
    };
    match live::Live::enter(host, hello).await {
        Ok(live) => live.run(socket).await,
        Err(ending) => ending,
    }
}
