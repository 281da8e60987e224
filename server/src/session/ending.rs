//! How connections end.

use std::fmt::Display;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message};
use futures_util::SinkExt;
use kenspeckle_shared::wire::CloseCode;
use tokio::time::timeout;

use super::Departures;
use super::line::Line;
use crate::http::Incident;

/// How long the last word may take.
const LAST_WORD: Duration = Duration::from_secs(1);

/// Why a connection ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    /// The other end is gone without a word.
    Gone,
    /// The other end said goodbye.
    Left,
    /// We end it.
    Close(CloseCode),
    /// We end it because of a fault of ours, which is written down under this number.
    Fault(Incident),
}

impl Ending {
    /// Writes a fault down and gives the ending that names it.
    pub(super) fn fault(fault: &dyn Display) -> Self {
        Self::Fault(Incident::write_down(fault))
    }

    /// Says which message the other end sent that could not be read.
    pub(super) fn of_reading(fault: axum::Error) -> Self {
        use tungstenite::Error;
        match fault.into_inner().downcast_ref::<Error>() {
            Some(Error::Capacity(_)) => Self::Close(CloseCode::TooBig),
            Some(Error::Utf8(_)) => Self::Close(CloseCode::BadMessage),
            _ => Self::Gone,
        }
    }

    /// Gives the ending in one stable word, for the log.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Left => "left",
            Self::Close(code) => code.reason(),
            Self::Fault(_) => CloseCode::Fault.reason(),
        }
    }

    /// Tells the other end, if it is there to hear it, and lets the connection go.
    pub(super) async fn say(self, mut socket: impl Line, departures: &Departures) {
        let (code, reason) = match self {
            // Answers a goodbye, if there was one.
            Self::Gone | Self::Left => return drop(timeout(LAST_WORD, socket.close()).await),
            Self::Close(code @ CloseCode::GoingAway) => {
                (code, format!("{} {}", code.reason(), departures.wait_ms()).into())
            }
            Self::Close(code) => (code, code.reason().into()),
            Self::Fault(incident) => {
                (CloseCode::Fault, format!("{} {incident}", CloseCode::Fault.reason()).into())
            }
        };
        let frame = CloseFrame { code: code.number(), reason };
        // Whoever does not take it learns of the end when the connection is dropped.
        let _ = timeout(LAST_WORD, socket.send(Message::Close(Some(frame)))).await;
    }
}
