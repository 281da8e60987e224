//! `GET /api/snapshot`: the board at one rev, as the bearer may see it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::App;
use super::bearer::Viewer;
use super::negotiate::Content;
use super::problem::Failed;

pub(super) async fn get(
    State(app): State<Arc<App>>,
    viewer: Viewer,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    let room = app.rooms().open(&viewer.board).await?;
    let snapshot = room.snapshot(viewer.audience).await;
    let content = Content {
        kind: "application/json",
        tag: snapshot.etag.clone(),
        cache: "private, no-cache",
        vary: "Accept-Encoding, Authorization",
        identity: snapshot.json.clone(),
        gzip: Some(snapshot.gzip.clone()),
        brotli: None,
    };
    Ok(content.answer(&asked))
}
