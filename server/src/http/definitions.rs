//! Board definitions by their content hash.

use std::io::Write;
use std::sync::{Arc, OnceLock};
use std::thread;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use dashmap::DashMap;
use flate2::Compression;
use flate2::write::GzEncoder;
use kenspeckle_shared::definition::Definition;
use kenspeckle_shared::wire::ProblemCode;
use tokio::task::spawn_blocking;

use super::App;
use super::negotiate::Content;
use super::problem::Failed;

/// Its name is its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The definition that this server serves, encoded once.
#[derive(Debug)]
pub(super) struct Definitions {
    default_hash: String,
    json: Bytes,
    /// Packed at once.
    gzip: Option<Bytes>,
    /// Packed a tenth smaller, some tenths of a second later: every phone fetches it.
    squeezed: Arc<OnceLock<Bytes>>,
    /// Those of other boards, by their hashes, packed when first asked for.
    others: DashMap<String, Packed>,
}

/// How many definitions of other boards are held packed; more are packed anew when asked for.
const OTHERS: usize = 64;

/// A definition as it travels.
#[derive(Debug, Clone)]
struct Packed {
    json: Bytes,
    gzip: Option<Bytes>,
}

impl Packed {
    fn of(definition: &Definition) -> Self {
        let json = Bytes::from(serde_json::to_vec(&definition.for_pages()).unwrap_or_default());
        Self { gzip: gzip(&json).map(Bytes::from), json }
    }

    fn content(&self, hash: &str) -> Content {
        Content {
            kind: "application/json",
            tag: hash.to_owned(),
            cache: FOR_EVER,
            vary: "Accept-Encoding",
            gzip: self.gzip.clone(),
            brotli: None,
            identity: self.json.clone(),
        }
    }
}

impl Definitions {
    /// Encodes the one that the server serves.
    pub(super) fn new(default: &Definition) -> Self {
        // Plain data, which always has a JSON form.
        let json = Bytes::from(serde_json::to_vec(&default.for_pages()).unwrap_or_default());
        let squeezed = Arc::new(OnceLock::new());
        squeeze_aside(json.clone(), squeezed.clone());
        let gzip = gzip(&json).map(Bytes::from);
        let (default_hash, others) = (default.hash(), DashMap::new());
        Self { default_hash, json, gzip, squeezed, others }
    }

    /// Gives the hash of the default board's definition.
    pub(super) fn default_hash(&self) -> &str {
        &self.default_hash
    }

    /// When there are too many, any other goes.
    fn keep(&self, hash: &str, packed: Packed) {
        if self.others.len() >= OTHERS {
            let other = self.others.iter().next().map(|other| other.key().clone());
            other.map(|other| self.others.remove(&other));
        }
        self.others.insert(hash.to_owned(), packed);
    }

    fn content(&self) -> Content {
        Content {
            kind: "application/json",
            tag: self.default_hash.clone(),
            cache: FOR_EVER,
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
    if hash == definitions.default_hash {
        return Ok(definitions.content().answer(&asked));
    }
    if let Some(packed) = definitions.others.get(&hash).map(|packed| packed.clone()) {
        return Ok(packed.content(&hash).answer(&asked));
    }
    let found = app.rooms().definition(&hash).await?;
    let found = found.ok_or_else(|| Failed::of(ProblemCode::NotFound))?;
    let packed = spawn_blocking(move || Packed::of(&found)).await;
    let packed = packed.map_err(|fault| Failed::fault(&fault))?;
    definitions.keep(&hash, packed.clone());
    Ok(packed.content(&hash).answer(&asked))
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
