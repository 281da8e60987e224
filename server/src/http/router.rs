//! Which address is answered by what.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;

use super::problem::Failed;
use super::{
    App, arrival, boards, definitions, doors, guards, health, join, qr_image, snapshot, socket,
};
use crate::pages;

/// Gives everything that a server answers.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(pages::start))
        .route("/display", get(pages::display))
        .route("/facilitator", get(pages::facilitator))
        .route("/api/join", post(join::join))
        .route("/api/return", post(join::come_back))
        .route("/api/words", post(join::words))
        .route("/api/boards", post(boards::create))
        .route("/api/board", get(boards::summary))
        .route("/api/links", post(boards::links))
        .route("/api/definitions/{hash}", get(definitions::whole))
        .route("/api/definitions/{hash}/first", get(definitions::first))
        .route("/api/definitions/{hash}/later", get(definitions::later))
        .route("/api/snapshot", get(snapshot::get))
        .route("/api/qr/{file}", get(qr_image::get))
        .route("/ws", get(socket::open))
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .method_not_allowed_fallback(|| async { Failed::form(StatusCode::METHOD_NOT_ALLOWED) })
        .fallback(pages::file)
        .layer(CatchPanicLayer::custom(guards::caught))
        .layer(from_fn_with_state(app.clone(), doors::guard))
        .layer(from_fn(guards::note))
        .layer(from_fn_with_state(app.clone(), guards::secure))
        .layer(from_fn_with_state(app.clone(), arrival::note))
        .with_state(app)
}
