//! What a request that failed is answered with: a status, a stable code and plain words.

use axum::Json;
use axum::http::header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use kenspeckle_shared::definition::DefinitionFault;
use kenspeckle_shared::wire::{Problem, ProblemCode};

use super::Incident;
use crate::registry::RegistryFault;
use crate::room::RoomFault;

/// Why a request failed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed {
    status: StatusCode,
    code: ProblemCode,
    words: String,
    faults: Vec<String>,
}

impl Failed {
    /// Gives a failure with the usual status of its code.
    pub(crate) fn of(code: ProblemCode) -> Self {
        let status = match code {
            ProblemCode::UnknownCode | ProblemCode::UnknownWords | ProblemCode::NotFound => {
                StatusCode::NOT_FOUND
            }
            ProblemCode::UnknownToken => StatusCode::UNAUTHORIZED,
            ProblemCode::WrongRole | ProblemCode::ForeignPage => StatusCode::FORBIDDEN,
            ProblemCode::UnknownAddress => StatusCode::MISDIRECTED_REQUEST,
            ProblemCode::BadRequest => StatusCode::BAD_REQUEST,
            ProblemCode::Archived => StatusCode::GONE,
            ProblemCode::BadBoard => StatusCode::UNPROCESSABLE_ENTITY,
            ProblemCode::TooFast => StatusCode::TOO_MANY_REQUESTS,
            ProblemCode::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, code, words: code.words().to_owned(), faults: Vec::new() }
    }

    /// Gives the failure with more words.
    pub(super) fn with(self, more: &str) -> Self {
        Self { words: format!("{} {more}", self.words), ..self }
    }

    /// Gives the failure of a board that cannot be made, with what is wrong.
    pub(super) fn bad_board(faults: &[DefinitionFault]) -> Self {
        let faults = faults.iter().map(ToString::to_string).collect();
        Self { faults, ..Self::of(ProblemCode::BadBoard) }
    }

    /// Gives a failure of a request that is wrong in its form.
    pub(super) fn form(status: StatusCode) -> Self {
        Self { status, ..Self::of(ProblemCode::BadRequest) }
    }

    /// Writes a fault of ours down; people get its number.
    pub(super) fn fault(fault: &dyn std::fmt::Display) -> Self {
        let failed = Self::of(ProblemCode::Fault);
        let words = format!("{} (Number {}.)", failed.words, Incident::write_down(fault));
        Self { words, ..failed }
    }

    /// Gives the failure of a server that is about to stop.
    fn stopping() -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, ..Self::of(ProblemCode::Fault) }
    }

    /// A header that the status asks for (RFC 9110).
    fn header(&self) -> Option<(HeaderName, &'static str)> {
        match self.status {
            StatusCode::UNAUTHORIZED => Some((WWW_AUTHENTICATE, "Bearer")),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                Some((RETRY_AFTER, "1"))
            }
            _ => None,
        }
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let header = self.header().map(|header| [header]);
        let problem = Json(Problem { code: self.code, words: self.words, faults: self.faults });
        (self.status, [(CACHE_CONTROL, "no-store")], header, problem).into_response()
    }
}

impl From<RegistryFault> for Failed {
    fn from(fault: RegistryFault) -> Self {
        match fault {
            RegistryFault::UnknownCode => Self::of(ProblemCode::UnknownCode),
            RegistryFault::UnknownWords => Self::of(ProblemCode::UnknownWords),
            RegistryFault::UnknownToken => Self::of(ProblemCode::UnknownToken),
            RegistryFault::TooFast => Self::of(ProblemCode::TooFast),
            fault => Self::fault(&fault),
        }
    }
}

impl From<RoomFault> for Failed {
    fn from(fault: RoomFault) -> Self {
        match fault {
            RoomFault::Closing => Self::stopping(),
            fault => Self::fault(&fault),
        }
    }
}
