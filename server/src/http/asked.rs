//! The body of a request: small, JSON, read strictly, and not waited for without end.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use kenspeckle_shared::limits::{BODY_BYTES, UPLOAD_BYTES};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::problem::Failed;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a body with a file in it may take: hall Wi-Fi takes a megabyte in ten seconds.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(90);
/// In bytes. A file travels as a JSON text, in which its quotes and line ends are two letters each.
pub(super) const WITH_FILE: usize = 2 * UPLOAD_BYTES + BODY_BYTES;

/// What a request asks for, in its body of at most so many bytes.
#[derive(Debug)]
pub(super) struct Asked<T, const MOST: usize = BODY_BYTES>(pub(super) T);

impl<T: DeserializeOwned, S: Sync, const MOST: usize> FromRequest<S> for Asked<T, MOST> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failed> {
        let (head, body) = request.into_parts();
        if !is_json(&head.headers) {
            return Err(Failed::form(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = read(&head.headers, body, MOST).await?;
        let asked = serde_json::from_slice(&bytes);
        asked.map(Self).map_err(|_| Failed::form(StatusCode::BAD_REQUEST))
    }
}

async fn read(headers: &HeaderMap, body: Body, most: usize) -> Result<axum::body::Bytes, Failed> {
    let too_large = || Failed::form(StatusCode::PAYLOAD_TOO_LARGE);
    let told = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if told.is_some_and(|length: u64| length > most as u64) {
        return Err(too_large());
    }
    let patience = if most > BODY_BYTES { PATIENCE_WITH_FILES } else { PATIENCE };
    match timeout(patience, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(Failed::form(StatusCode::REQUEST_TIMEOUT)),
    }
}

/// A page of another origin cannot send this type without asking first, and is not answered then.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}
