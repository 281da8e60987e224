//! What somebody reads who was not let in: what was wrong, and what to tell the server.

use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kenspeckle_shared::wire::ProblemCode;

use crate::http::problem::Failed;

/// Why a request was not let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// It names no address, or several.
    NoAddress,
    /// It asks for an address that is not known to be ours.
    UnknownAddress { origin: String },
    /// It comes from a page of another origin, or does not say from which.
    ForeignPage { origin: String },
}

impl Refused {
    /// A word for the log, without the address.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::UnknownAddress { .. } => "unknown_address",
            Self::ForeignPage { .. } => "foreign_page",
        }
    }

    /// Gives a page to who looks, and a problem to programs.
    pub(super) fn answer(self, asked: &HeaderMap) -> Response {
        let looks = asked.get(ACCEPT).and_then(|kinds| kinds.to_str().ok());
        let looks = looks.is_some_and(|kinds| kinds.contains("text/html"));
        match (&self, looks) {
            (Self::UnknownAddress { origin }, true) => page(origin),
            _ => self.failed().into_response(),
        }
    }

    fn failed(&self) -> Failed {
        match self {
            Self::NoAddress => Failed::form(StatusCode::BAD_REQUEST),
            Self::UnknownAddress { origin } => {
                Failed::of(ProblemCode::UnknownAddress).with(&what_to_do(origin))
            }
            Self::ForeignPage { origin } => {
                let program = format!("A program says Origin: {origin}.");
                Failed::of(ProblemCode::ForeignPage).with(&program)
            }
        }
    }
}

fn what_to_do(origin: &str) -> String {
    format!(
        "Whoever runs it can let this address in: start kenspeckle with --public-url {origin}, or, \
         besides another address, with --allow-origin {origin}."
    )
}

/// Nothing in an [`Address`](super::Address) means anything in HTML.
fn page(origin: &str) -> Response {
    let words = ProblemCode::UnknownAddress.words();
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Kenspeckle</title>\
         <h1>This address is not known here</h1><p>{words}</p>\
         <p>If you came to a board: please use the link, or the code to scan, that its screen \
         shows.</p><p>{}</p></html>",
        what_to_do(origin)
    );
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (StatusCode::MISDIRECTED_REQUEST, headers, page).into_response()
}
