//! The listener that Prometheus asks: of its own, so that it need not be where people are.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;

use super::counted;
use crate::http::App;

/// The form that Prometheus reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers `GET /metrics` until the server stops.
pub async fn serve(listener: TcpListener, app: Arc<App>) {
    let stop = app.stop().clone();
    let answer = move || {
        let (boards, waiting) = app.rooms().load();
        async move { ([(CONTENT_TYPE, OPEN_METRICS)], counted().text(boards, waiting)) }
    };
    let router = Router::new().route("/metrics", get(answer));
    let served = axum::serve(listener, router);
    if let Err(fault) = served.with_graceful_shutdown(stop.cancelled_owned()).await {
        tracing::warn!(%fault, "metrics are no longer answered");
    }
}
