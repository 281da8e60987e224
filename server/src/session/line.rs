//! What a session needs of a connection and of the server around it.

use axum::extract::ws::{Message, WebSocket};
use futures_util::{Sink, Stream};
use kenspeckle_shared::ids::BoardId;
use tokio_util::sync::CancellationToken;

use super::{Departures, Doorstep, Timings};
use crate::clock::Clock;
use crate::registry::{Grant, RegistryFault};
use crate::room::{Room, RoomFault};

/// A connection that carries messages both ways: a WebSocket, or one that a test makes.
pub trait Line:
    Stream<Item = Result<Message, axum::Error>> + Sink<Message, Error = axum::Error> + Send + Unpin
{
}

impl Line for WebSocket {}

/// The server, as far as a session asks it anything.
pub trait Host: Send + Sync {
    /// Gives what a token allows, as it stands in a link; `None` if it opens nothing here.
    ///
    /// # Errors
    /// The registry did not do its part.
    fn grant(
        &self,
        token: &str,
    ) -> impl Future<Output = Result<Option<Grant>, RegistryFault>> + Send;

    /// Gives a board's room, opening it if need be.
    ///
    /// # Errors
    /// The room could not be opened.
    fn room(&self, board: &BoardId) -> impl Future<Output = Result<Room, RoomFault>> + Send;

    /// Gives the address that a join code leads to.
    fn join_url(&self, code: &str) -> String;

    /// Gives where the time comes from.
    fn clock(&self) -> &Clock;

    /// Gives how long connections wait for what.
    fn timings(&self) -> &Timings;

    /// Gives where connections stand that have not said hello.
    fn doorstep(&self) -> &Doorstep;

    /// Gives who has been told to come back, and when.
    fn departures(&self) -> &Departures;

    /// Gives the token that is cancelled when the server stops.
    fn stop(&self) -> &CancellationToken;
}
