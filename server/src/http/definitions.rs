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
use serde::Serialize;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use super::App;
use super::negotiate::Content;
use super::problem::Failed;

/// Its name is its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The definition that this server serves, encoded once, and those of other boards.
#[derive(Debug)]
pub(super) struct Definitions {
    default_hash: String,
    default: Packed,
    /// Those of other boards, by their hashes, packed once when first asked for: a hall of phones
    /// asks for a new one in the same second.
    others: DashMap<String, Arc<OnceCell<Packed>>>,
}

/// How many definitions of other boards are held packed; more are packed anew when asked for.
const OTHERS: usize = 64;

/// A definition as it travels: whole, and in the two parts that pages fetch one after the other.
#[derive(Debug, Clone)]
struct Packed {
    whole: Part,
    first: Part,
    later: Part,
}

/// One answer.
#[derive(Debug, Clone)]
struct Part {
    json: Bytes,
    /// Packed at once.
    gzip: Option<Bytes>,
    /// Packed a tenth smaller, some tenths of a second later, where every phone fetches it.
    squeezed: Arc<OnceLock<Bytes>>,
}

impl Packed {
    fn of(definition: &Definition) -> Self {
        Self {
            whole: Part::of(&definition.for_pages()),
            first: Part::of(&definition.first()),
            later: Part::of(&definition.later()),
        }
    }
}

impl Part {
    fn of(part: &impl Serialize) -> Self {
        // Plain data, which always has a JSON form.
        let json = Bytes::from(serde_json::to_vec(part).unwrap_or_default());
        Self { gzip: gzip(&json).map(Bytes::from), json, squeezed: Arc::default() }
    }

    fn content(&self, hash: &str) -> Content {
        Content {
            kind: "application/json",
            tag: hash.to_owned(),
            cache: FOR_EVER,
            vary: "Accept-Encoding",
            gzip: self.squeezed.get().cloned().or_else(|| self.gzip.clone()),
            brotli: None,
            identity: self.json.clone(),
        }
    }
}

impl Definitions {
    /// Encodes the one that the server serves.
    pub(super) fn new(default: &Definition) -> Self {
        let packed = Packed::of(default);
        squeeze_aside([packed.first.clone(), packed.later.clone()]);
        Self { default_hash: default.hash(), default: packed, others: DashMap::new() }
    }

    /// Gives the hash of the default board's definition.
    pub(super) fn default_hash(&self) -> &str {
        &self.default_hash
    }

    async fn get(&self, app: &App, hash: &str) -> Result<Packed, Failed> {
        match hash == self.default_hash {
            true => Ok(self.default.clone()),
            false => self.other(app, hash).await,
        }
    }

    /// Gives the packed form of another board's definition. Whoever asks while it is being packed
    /// waits for it.
    async fn other(&self, app: &App, hash: &str) -> Result<Packed, Failed> {
        let _tidy = Tidy { others: &self.others, hash };
        let cell = self.others.entry(hash.to_owned()).or_default().clone();
        let packed = cell.get_or_try_init(|| pack(app, hash)).await.cloned()?;
        if self.others.len() > OTHERS {
            self.forget_one(hash);
        }
        Ok(packed)
    }

    fn forget_one(&self, but: &str) {
        let others = self.others.iter().map(|other| other.key().clone());
        let one = others.into_iter().find(|hash| hash != but);
        one.map(|hash| self.others.remove(&hash));
    }
}

/// Takes the place of a definition away that is not there: also when whoever asked has hung up
/// before it was looked up, and nobody else waits for it.
struct Tidy<'a> {
    others: &'a DashMap<String, Arc<OnceCell<Packed>>>,
    hash: &'a str,
}

impl Drop for Tidy<'_> {
    fn drop(&mut self) {
        let unused =
            |cell: &Arc<OnceCell<Packed>>| !cell.initialized() && Arc::strong_count(cell) == 1;
        self.others.remove_if(self.hash, |_, cell| unused(cell));
    }
}

/// `GET /api/definitions/{hash}`: all of it. It never changes.
pub(super) async fn whole(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    Ok(app.definitions().get(&app, &hash).await?.whole.content(&hash).answer(&asked))
}

/// `GET /api/definitions/{hash}/first`: what the first screen of a page shows.
pub(super) async fn first(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    Ok(app.definitions().get(&app, &hash).await?.first.content(&hash).answer(&asked))
}

/// `GET /api/definitions/{hash}/later`: the rest of it.
pub(super) async fn later(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Failed> {
    Ok(app.definitions().get(&app, &hash).await?.later.content(&hash).answer(&asked))
}

async fn pack(app: &App, hash: &str) -> Result<Packed, Failed> {
    let found = app.rooms().definition(hash).await?;
    let found = found.ok_or_else(|| Failed::of(ProblemCode::NotFound))?;
    let packed = spawn_blocking(move || Packed::of(&found)).await;
    packed.map_err(|_| Failed::fault(&"a definition could not be packed"))
}

/// Without a thread for it, the first packing stays.
fn squeeze_aside(parts: [Part; 2]) {
    let squeeze = move || {
        give_way();
        parts.iter().for_each(squeeze);
    };
    if let Err(fault) = thread::Builder::new().name("squeeze".to_owned()).spawn(squeeze) {
        tracing::warn!(%fault, "the definition is served a little larger than it could be");
    }
}

/// Lets everything else on the machine go before this thread: it takes a core for a second or two
/// just when people come back after a restart.
#[cfg(target_os = "linux")]
fn give_way() {
    /// The nicest a thread can be to others.
    const NICEST: i32 = 19;
    // On Linux "no process" is the calling thread alone.
    if let Err(fault) = rustix::process::setpriority_process(None, NICEST) {
        tracing::debug!(%fault, "squeezing at usual priority");
    }
}

/// Elsewhere, a thread cannot be told apart from its process.
#[cfg(not(target_os = "linux"))]
fn give_way() {}

fn squeeze(part: &Part) {
    let mut packed = Vec::new();
    let options = zopfli::Options::default();
    if zopfli::compress(options, zopfli::Format::Gzip, &*part.json, &mut packed).is_ok() {
        part.squeezed.get_or_init(|| Bytes::from(packed));
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rustix::process::getpriority_process;

    use super::*;

    #[test]
    fn who_hangs_up_leaves_no_place_behind_and_takes_none_from_others() {
        let others = DashMap::new();
        let ask = || {
            (Tidy { others: &others, hash: "x" }, others.entry("x".to_owned()).or_default().clone())
        };
        let (first, cell) = ask();
        let (second, other_cell) = ask();
        drop(cell);
        drop(first);
        assert_eq!(others.len(), 1, "somebody still waits");
        drop(other_cell);
        drop(second);
        assert!(others.is_empty());
    }

    #[test]
    fn only_the_squeezing_thread_gives_way() {
        let before = getpriority_process(None).unwrap();
        let aside = thread::spawn(|| {
            give_way();
            getpriority_process(None).unwrap()
        });
        assert_eq!(aside.join().unwrap(), 19);
        assert_eq!(getpriority_process(None).unwrap(), before);
    }
}
