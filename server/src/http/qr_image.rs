//! `GET /api/qr/{CODE}.svg`: the join link of a board as an image.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kenspeckle_shared::wire::ProblemCode;

use super::negotiate::Content;
use super::problem::Failed;
use super::{App, Arrival, Qr};

pub(super) async fn get(
    State(app): State<Arc<App>>,
    Path(file): Path<String>,
    arrival: Arrival,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    let unknown = || Failed::of(ProblemCode::NotFound);
    let code = file.strip_suffix(".svg").ok_or_else(unknown)?;
    let record = app.board_by_code(code, arrival.network()).await?;
    let link = app.origin().join_url(record.join_code.as_str());
    let svg = Qr::of(&link).ok_or_else(unknown)?.svg();
    let content = Content {
        kind: "image/svg+xml",
        tag: blake3::hash(svg.as_bytes()).to_hex()[..16].to_owned(),
        // Kept, but asked about each time: a laptop that moves has another address, same codes.
        cache: "private, no-cache",
        vary: "Accept-Encoding",
        identity: svg.into(),
        gzip: None,
        brotli: None,
    };
    Ok(content.answer(&asked))
}
