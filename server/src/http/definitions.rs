//! Board definitions by their content hash.

use std::io::Write;
use std::sync::{Arc, OnceLock};
use std::thread;

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

/// The definition that this server serves, encoded once.
#[derive(Debug)]
pub(super) struct Definitions {
    default_hash: String,
    json: Bytes,
    /// Packed at once.
    gzip: Option<Bytes>,
    /// Packed a tenth smaller, some tenths of a second later: every phone fetches it.
    squeezed: Arc<OnceLock<Bytes>>,
}

impl Definitions {
    /// Encodes the one that the server serves.
    pub(super) fn new(default: &Definition) -> Self {
        // Plain data, which always has a JSON form.
        let json = Bytes::from(serde_json::to_vec(&default.for_pages()).unwrap_or_default());
        let squeezed = Arc::new(OnceLock::new());
        squeeze_aside(json.clone(), squeezed.clone());
        Self { default_hash: default.hash(), gzip: gzip(&json).map(Bytes::from), json, squeezed }
    }

    /// Gives the hash of the default board's definition.
    pub(super) fn default_hash(&self) -> &str {
        &self.default_hash
    }

    fn content(&self) -> Content {
        Content {
            kind: "application/json",
            tag: self.default_hash.clone(),
            cache: "public, max-age=31536000, immutable",
            vary: "Accept-Encoding",
            gzip: self.squeezed.get().cloned().or_else(|| self.gzip.clone()),
            brotli: None,
            identity: self.json.clone(),
        }
    }
}

/// `GET /api/definitions/{hash}`: it never changes.
pub(super) async fn get(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    let definitions = app.definitions();
    if hash != definitions.default_hash {
        return Err(Failed::of(ProblemCode::NotFound));
    }
    Ok(definitions.content().answer(&asked))
}

/// Without a thread for it, the first packing stays.
fn squeeze_aside(json: Bytes, squeezed: Arc<OnceLock<Bytes>>) {
    let squeeze = move || {
        let mut packed = Vec::new();
        let options = zopfli::Options::default();
        if zopfli::compress(options, zopfli::Format::Gzip, &*json, &mut packed).is_ok() {
            squeezed.get_or_init(|| Bytes::from(packed));
        }
    };
    if let Err(fault) = thread::Builder::new().name("squeeze".to_owned()).spawn(squeeze) {
        tracing::warn!(%fault, "the definition is served a little larger than it could be");
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}
