//! Board definitions by their content hash.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::wire::ProblemCode;

use super::App;
use super::negotiate::Content;
use super::problem::Failed;

/// The definitions that this server has, encoded once.
#[derive(Debug)]
pub(super) struct Definitions {
    default_hash: String,
    by_hash: BTreeMap<String, Content>,
}

impl Definitions {
    /// Encodes the one that the server serves.
    pub(super) fn new(default: &Definition) -> Self {
        let default_hash = default.hash();
        let by_hash = BTreeMap::from([(default_hash.clone(), content(default))]);
        Self { default_hash, by_hash }
    }

    /// Gives the hash of the default board's definition.
    pub(super) fn default_hash(&self) -> &str {
        &self.default_hash
    }
}

/// `GET /api/definitions/{hash}`: it never changes.
pub(super) async fn get(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    let content = app.definitions().by_hash.get(&hash);
    let content = content.ok_or_else(|| Failed::of(ProblemCode::NotFound))?;
    Ok(content.clone().answer(&asked))
}

fn content(definition: &Definition) -> Content {
    // Plain data, which always has a JSON form.
    let json = serde_json::to_vec(definition).unwrap_or_default();
    Content {
        kind: "application/json",
        tag: definition.hash(),
        cache: "public, max-age=31536000, immutable",
        vary: "Accept-Encoding",
        gzip: gzip(&json).map(Bytes::from),
        brotli: None,
        identity: Bytes::from(json),
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}
