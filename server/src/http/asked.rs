//! The body of a request: small, JSON, read strictly, and not waited for without end.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use kenspeckle_shared::limits::BODY_BYTES;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::problem::Failed;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a request asks for, in its body.
#[derive(Debug)]
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Asked<T> {
    type Rejection = Failed;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failed> {
        let (head, body) = request.into_parts();
        if !is_json(&head.headers) {
            return Err(Failed::form(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = read(&head.headers, body).await?;
        let asked = serde_json::from_slice(&bytes);
        asked.map(Self).map_err(|_| Failed::form(StatusCode::BAD_REQUEST))
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<axum::body::Bytes, Failed> {
    let too_large = || Failed::form(StatusCode::PAYLOAD_TOO_LARGE);
    let told = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if told.is_some_and(|length: u64| length > BODY_BYTES as u64) {
        return Err(too_large());
    }
    match timeout(PATIENCE, to_bytes(body, BODY_BYTES)).await {
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
