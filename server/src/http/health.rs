//! Whether the server runs, and whether it can do its work: for whatever watches over it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::Serialize;
use tokio::time::timeout;

use super::App;

/// How long an answer of the log may take.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, Serialize)]
struct Health {
    status: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    /// The default board is open.
    board: bool,
    /// The log takes entries.
    log: bool,
}

/// `GET /health`: the process is up.
pub(super) async fn health() -> impl IntoResponse {
    let health = Health { status: "up", version: env!("CARGO_PKG_VERSION") };
    ([(CACHE_CONTROL, "no-store")], Json(health))
}

/// `GET /ready`: the default board is open and the log takes entries; otherwise 503.
pub(super) async fn ready(State(app): State<Arc<App>>) -> impl IntoResponse {
    let stopping = app.stop().is_cancelled();
    let board = app.rooms().open(app.default_board()).await.is_ok_and(|room| room.is_open());
    let log = timeout(PATIENCE, app.log_takes_entries()).await.unwrap_or(false);
    let ready = board && log && !stopping;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(CACHE_CONTROL, "no-store")], Json(Readiness { ready, board, log }))
}
